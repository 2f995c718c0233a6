import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { tableClasses } from '../../ui/table.ts';
import classes from './ChangeTable.module.css';
import { type Change, changesOf, fieldWords } from './changes.ts';

/** What was there before and what came, field by field. */
export function ChangeTable({ before, after }: { before: unknown; after: unknown }) {
  const changes = changesOf(before, after);
  if (changes.length === 0) return null;
  return (
    <ScrollRegion className={classes.box} label="What changed">
      <table className={`${tableClasses.table} ${tableClasses.dense}`}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            {before !== null && <th scope="col">Before</th>}
            {after !== null && <th scope="col">After</th>}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field} className={classes[change.kind]}>
              <th scope="row">{fieldWords(change.field) || 'Value'}</th>
              {before !== null && <td className={classes.before}>{textOf(change, 'before')}</td>}
              {after !== null && <td className={classes.after}>{textOf(change, 'after')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function textOf(change: Change, side: 'before' | 'after') {
  const text = change[side];
  if (text === null) return '–';
  if (change.kind === 'same') return text;
  return side === 'before' ? <del>{text}</del> : <ins>{text}</ins>;
}
