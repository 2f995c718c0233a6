import { Button, Checkbox } from '@mantine/core';
import type { TimingLocationView, TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { messageOf } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useRequestReplay } from './api/requestReplay.ts';

interface LocationTableProps {
  item: TimingSessionView;
  /** With it, mats can be chosen; null: all. */
  choice?: { chosen: string[] | null; onChange: (chosen: string[] | null) => void };
}

/** The mats of a timing session: to look at, or to choose from. */
export function LocationTable({ item, choice }: LocationTableProps) {
  const replay = useRequestReplay(item.id);
  const mayAsk = useMay('timing.bind') && item.status === 'live' && choice === undefined;
  return (
    <>
      {replay.isError && <Notice tone="bad">{messageOf(replay.error)}</Notice>}
      {replay.isSuccess && <Notice tone="ok">Asked for the rows again. They appear as they arrive.</Notice>}
      <div className={tableClasses.scroll}>
        <table className={`${tableClasses.table} ${tableClasses.dense}`}>
          <thead>
            <tr>
              <th scope="col">Mat</th>
              <th scope="col" className={tableClasses.number}>
                Reads
              </th>
              <th scope="col" className={tableClasses.number}>
                Last
              </th>
              <th scope="col" className={tableClasses.number}>
                Missing
              </th>
            </tr>
          </thead>
          <tbody>
            {item.locations.map((location) => (
              <tr key={location.name}>
                <td>
                  {choice ? <MatCheckbox item={item} name={location.name} choice={choice} /> : location.name}
                </td>
                <td className={tableClasses.number}>{formatCount(location.reads)}</td>
                <td className={tableClasses.number}>{location.lastReadTime ?? '–'}</td>
                <td className={tableClasses.number}>
                  <Missing
                    location={location}
                    onAskAgain={
                      mayAsk
                        ? () => replay.mutate({ location: location.name, fromSeq: location.firstSeq ?? 1 })
                        : undefined
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function MatCheckbox({
  item,
  name,
  choice,
}: {
  item: TimingSessionView;
  name: string;
  choice: NonNullable<LocationTableProps['choice']>;
}) {
  const { chosen, onChange } = choice;
  const names = item.locations.map((location) => location.name);
  return (
    <Checkbox
      size="md"
      label={name}
      checked={chosen === null || chosen.includes(name)}
      onChange={(event) => onChange(toggleMat(names, chosen, name, event.currentTarget.checked))}
    />
  );
}

/** The choice after a click. All mats chosen means `null`: then mats that appear later belong to it too. */
export function toggleMat(
  names: string[],
  chosen: string[] | null,
  name: string,
  on: boolean,
): string[] | null {
  const before = chosen ?? names;
  const after = names.filter((each) => (each === name ? on : before.includes(each)));
  return after.length === names.length ? null : after;
}

function Missing({
  location,
  onAskAgain,
}: {
  location: TimingLocationView;
  onAskAgain: (() => void) | undefined;
}) {
  if (location.missing === 0 || onAskAgain === undefined) return formatCount(location.missing);
  return (
    <Button variant="default" size="compact-sm" onClick={onAskAgain}>
      {formatCount(location.missing)}: ask again
    </Button>
  );
}
