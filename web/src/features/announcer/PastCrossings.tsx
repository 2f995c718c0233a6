import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import classes from './AnnouncerDesk.module.css';
import { crossingsQuery } from './api/lookUp.ts';
import { RunnerRow, type RunnerWords } from './RunnerRow.tsx';
import { wordsOfEntry } from './words.ts';

interface PastCrossingsProps {
  displaySessionId: string;
  /** Empty: all. */
  search: string;
}

/** Crossings of the whole day, newest first. */
export function PastCrossings({ displaySessionId, search }: PastCrossingsProps) {
  const query = useInfiniteQuery({
    ...crossingsQuery(displaySessionId, search),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryBoundary
      query={query}
      what="the crossings"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={<p className={classes.empty}>Not seen at any mat.</p>}
    >
      {(data) => (
        <>
          <ol className={classes.rows}>
            {rowsOf(data).map(({ tag, location, timeOfDay, receivedAt, entry }) => (
              <li key={`${receivedAt} ${location} ${tag}`}>
                <RunnerRow
                  runner={entry === null ? unknown(tag) : wordsOfEntry(entry)}
                  aside={
                    <>
                      <p className={classes.time}>{timeOfDay}</p>
                      <p className={classes.facts}>{location}</p>
                    </>
                  }
                />
              </li>
            ))}
          </ol>
          <ShowMore query={query} />
        </>
      )}
    </QueryBoundary>
  );
}

function unknown(tag: string): RunnerWords {
  return { bib: tag, name: 'Not on the start list', facts: [], note: '' };
}
