import type { PartnerReply } from '@project88/core/contract/partners.ts';
import { formatCount } from '../../lib/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import classes from './UsagePanel.module.css';

/** From this share of a limit on it is time to ask for more. */
const NEARLY = 0.8;

/** What is used of what there may be. */
export function UsagePanel({ usage }: Pick<PartnerReply, 'usage'>) {
  return (
    <Panel title="Usage">
      <ul className={classes.list}>
        {usage.map((item) => (
          <UsageRow key={item.what} {...item} />
        ))}
      </ul>
    </Panel>
  );
}

function UsageRow({ what, used, limit }: PartnerReply['usage'][number]) {
  const state = used >= limit ? 'full' : used >= limit * NEARLY ? 'nearly' : 'fine';
  return (
    <li>
      <p className={classes.line}>
        <span>{what.charAt(0).toUpperCase() + what.slice(1)}</span>
        <span className={classes.number}>
          {formatCount(used)} of {formatCount(limit)}
          {state === 'full' && <strong className={classes.word}> full</strong>}
        </span>
      </p>
      <progress
        className={`${classes.bar} ${classes[state]}`}
        value={Math.min(used, limit)}
        max={Math.max(limit, 1)}
        aria-label={`${what}: ${used} of ${limit}`}
      />
    </li>
  );
}
