import type { OperatorState, ScreenView } from '@project88/core/contract/live.ts';
import { IconDeviceTv } from '@tabler/icons-react';
import { Bib } from '../../ui/Bib.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClasses } from '../../ui/table.ts';

/** The screens that show this display session now. */
export function ScreenList({ state }: { state: OperatorState }) {
  if (state.screens.length === 0) {
    return (
      <EmptyState compact icon={<IconDeviceTv size={20} />} title="No screen is connected">
        Open a link of this display session on a screen.
      </EmptyState>
    );
  }
  return (
    <div className={tableClasses.scroll}>
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">Screen</th>
            <th scope="col">Link</th>
            <th scope="col" className={tableClasses.number}>
              Size
            </th>
            <th scope="col" className={tableClasses.number}>
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {state.screens.map((screen) => (
            <tr key={screen.number}>
              <td>{screen.number}</td>
              <td>
                <Bib>{screen.linkId}</Bib>
              </td>
              <td className={tableClasses.number}>{screenSize(screen)}</td>
              <td className={tableClasses.number}>
                <ScreenState screen={screen} rev={state.rev} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ScreenState({ screen, rev }: { screen: ScreenView; rev: number }) {
  const behind = Math.max(0, rev - screen.rev);
  if (screen.lagging) return <StatusBadge tone="warn">{behind} behind</StatusBadge>;
  return <StatusBadge tone="live">In step</StatusBadge>;
}

function screenSize({ widthPx, heightPx }: ScreenView): string {
  return widthPx === null || heightPx === null ? '–' : `${widthPx} × ${heightPx}`;
}
