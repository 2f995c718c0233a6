import { Button } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMay } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { useTake } from './api/program.ts';
import { ownTemplatesQuery } from './api/templates.ts';
import classes from './DesignLine.module.css';

/** Which design is on air. When an older version of it was taken than is published, that is said, with the way to it. */
export function DesignLine({ state }: { state: OperatorState }) {
  const take = useTake(state.displaySessionId);
  const mayOperate = useMay('displays.operate');
  const own = useInfiniteQuery(ownTemplatesQuery).data;
  const { id, name, version } = state.template;
  const published = own && rowsOf(own).find((each) => each.id === id)?.publishedVersion;
  const isOld = version !== null && typeof published === 'number' && published > version;
  return (
    <p className={classes.line}>
      <span className={classes.name}>
        Design “{name}”{version !== null && `, version ${version}`}
      </span>
      {isOld && (
        <span className={classes.old}>
          version {published} is published
          {mayOperate && (
            <Button
              variant="default"
              size="compact-sm"
              loading={take.isPending}
              onClick={() => take.mutate({ programRev: state.programRev, template: { id, version: null } })}
            >
              Take it
            </Button>
          )}
        </span>
      )}
    </p>
  );
}
