import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import classes from './AnnouncerDesk.module.css';
import { entriesQuery } from './api/lookUp.ts';
import { PastCrossings } from './PastCrossings.tsx';
import { RunnerRow } from './RunnerRow.tsx';
import { wordsOfEntry } from './words.ts';

interface LookUpProps {
  displaySessionId: string;
  search: string;
}

/** Who is meant by a few letters: on the start list, and where they were seen. */
export function LookUp({ displaySessionId, search }: LookUpProps) {
  const query = useQuery({ ...entriesQuery(displaySessionId, search), placeholderData: keepPreviousData });
  return (
    <div className={classes.columns}>
      <section aria-label="Start list">
        <h2 className={classes.heading}>Start list</h2>
        <QueryBoundary
          query={query}
          what="the start list"
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyState compact title={`Nobody is found for “${search}”`}>
              Every word is looked for at the beginning of bib, names and club.
            </EmptyState>
          }
        >
          {({ items }) => (
            <ol className={classes.rows}>
              {items.map((entry) => (
                <li key={entry.bib}>
                  <RunnerRow runner={wordsOfEntry(entry)} aside={null} />
                </li>
              ))}
            </ol>
          )}
        </QueryBoundary>
      </section>
      <section aria-label="Seen">
        <h2 className={classes.heading}>Seen</h2>
        <PastCrossings displaySessionId={displaySessionId} search={search} />
      </section>
    </div>
  );
}
