import { useQuery } from '@tanstack/react-query';
import { Bib } from '../../ui/Bib.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { tableClasses } from '../../ui/table.ts';
import { rosterGlanceQuery } from './api/rosterPage.ts';

/** The first entries as they were understood: enough to see a column that landed in the wrong place. */
export function RosterGlance({ displaySessionId }: { displaySessionId: string }) {
  const query = useQuery(rosterGlanceQuery(displaySessionId));
  return (
    <QueryBoundary
      query={query}
      what="the roster"
      compact
      isEmpty={({ items }) => items.length === 0}
      empty={null}
    >
      {({ items }) => (
        <ScrollRegion className={tableClasses.window} label="First entries">
          <table className={`${tableClasses.table} ${tableClasses.dense}`}>
            <thead>
              <tr>
                <th scope="col">Bib</th>
                <th scope="col">Name</th>
                <th scope="col">Home</th>
                <th scope="col">Club</th>
                <th scope="col">Race</th>
                <th scope="col">Division</th>
              </tr>
            </thead>
            <tbody>
              {items.map((entry) => (
                <tr key={entry.bib}>
                  <td>
                    <Bib>{entry.bib}</Bib>
                  </td>
                  <td>
                    {entry.firstName} {entry.lastName}
                  </td>
                  <td>{[entry.city, entry.country].filter(Boolean).join(', ')}</td>
                  <td>{entry.club}</td>
                  <td>{entry.race}</td>
                  <td>{entry.division}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </QueryBoundary>
  );
}
