import type { RowProblem, UploadReport } from '@project88/core/contract/displaySessions.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { tableClasses } from '../../ui/table.ts';
import { KINDS, type UploadKind } from './kinds.ts';

interface UploadReportViewProps {
  kind: UploadKind;
  report: UploadReport;
  /** The server refused the whole file because of its bad rows. */
  refused: boolean;
}

/** What became of an upload: the counts, and each row that has a problem. */
export function UploadReportView({ kind, report, refused }: UploadReportViewProps) {
  const { received, accepted, rejected, ignoredColumns, problems } = report;
  const { one, many } = KINDS[kind];
  return (
    <>
      {refused ? (
        <Notice tone="warn">
          <strong>
            {formatCount(rejected)} of {plural(received, 'row')} have problems.
          </strong>{' '}
          Nothing was changed. Mend the file and send it again, or keep the good rows.
        </Notice>
      ) : (
        <Notice tone={rejected > 0 ? 'warn' : 'ok'}>
          <strong>{plural(accepted, one, many)} loaded.</strong>{' '}
          {rejected > 0 && `${plural(rejected, 'row')} left out. `}
          {ignoredColumns.length > 0 && `Columns not used: ${ignoredColumns.join(', ')}.`}
        </Notice>
      )}
      {problems.length > 0 && <ProblemTable problems={problems} rejected={rejected} />}
    </>
  );
}

function ProblemTable({ problems, rejected }: { problems: RowProblem[]; rejected: number }) {
  return (
    <ScrollRegion className={tableClasses.window} label="Rows with problems">
      <table className={tableClasses.table}>
        <caption className={tableClasses.caption}>
          {problems.length < rejected
            ? `The first ${problems.length} of ${formatCount(rejected)}`
            : 'Rows with problems'}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={tableClasses.narrow}>
              Row
            </th>
            <th scope="col">Field</th>
            <th scope="col">Problem</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.row} ${problem.field} ${problem.code}`}>
              <td className={tableClasses.number}>{formatCount(problem.row)}</td>
              <td>{problem.field ?? '–'}</td>
              <td>{problem.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
