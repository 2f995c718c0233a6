import type { PreviewRead } from '@project88/core/contract/timingSessions.ts';
import { Bib } from '../../ui/Bib.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClasses } from '../../ui/table.ts';
import classes from './PreviewTable.module.css';
import { usePreview } from './preview.ts';

/** The last reads of a timing session as they arrive. */
export function PreviewTable({ timingSessionId }: { timingSessionId: string }) {
  const { link, reads } = usePreview(timingSessionId);
  return (
    <section aria-label="Live preview" className={classes.preview}>
      <header className={classes.head}>
        <h3 className={classes.title}>Last reads</h3>
        {link === 'open' && <StatusBadge tone="live">Live</StatusBadge>}
        {link === 'lost' && <StatusBadge tone="warn">Reconnecting</StatusBadge>}
        {link === 'connecting' && <StatusBadge tone="neutral">Connecting</StatusBadge>}
      </header>
      {reads.length === 0 ? <EmptyState compact title="No read yet" /> : <ReadRows reads={reads} />}
    </section>
  );
}

function ReadRows({ reads }: { reads: PreviewRead[] }) {
  return (
    <ScrollRegion className={tableClasses.window} label="Reads, newest first">
      <table className={`${tableClasses.table} ${tableClasses.dense}`}>
        <thead>
          <tr>
            <th scope="col">Chip or bib</th>
            <th scope="col">Mat</th>
            <th scope="col">Time as sent</th>
            <th scope="col" className={tableClasses.number}>
              Number
            </th>
          </tr>
        </thead>
        <tbody>
          {reads.map((read) => (
            <tr key={`${read.location} ${read.seq} ${read.tag} ${read.timeText}`}>
              <td>
                {read.kind === 'gun' ? <StatusBadge tone="warn">Gun</StatusBadge> : <Bib>{read.tag}</Bib>}
              </td>
              <td>{read.location}</td>
              <td>{read.timeText}</td>
              <td className={tableClasses.number}>{read.seq}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
