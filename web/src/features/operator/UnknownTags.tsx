import type { OperatorState } from '@project88/core/contract/live.ts';
import { formatCount } from '../../lib/format.ts';
import { Bib } from '../../ui/Bib.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { tableClasses } from '../../ui/table.ts';

/** Bibs and chips that are on no roster: late entries, wrong chips, or a roster that is not loaded. */
export function UnknownTags({ state }: { state: OperatorState }) {
  if (state.unknownTags.length === 0) {
    return <EmptyState compact title="Everyone is on the roster" />;
  }
  return (
    <ScrollRegion className={tableClasses.plainWindow} label="Bibs and chips on no roster">
      <table className={`${tableClasses.table} ${tableClasses.dense}`}>
        <thead>
          <tr>
            <th scope="col">Bib or chip</th>
            <th scope="col" className={tableClasses.number}>
              Reads
            </th>
          </tr>
        </thead>
        <tbody>
          {state.unknownTags.map(({ tag, reads }) => (
            <tr key={tag}>
              <td>
                <Bib>{tag}</Bib>
              </td>
              <td className={tableClasses.number}>{formatCount(reads)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
