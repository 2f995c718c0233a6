import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { hidesAir } from '@project88/core/displays/screen/screen.ts';
import { formatAge } from '../../lib/format.ts';
import { Age } from '../../ui/Age.tsx';
import { useSilenceMs } from '../../ui/ConnectionLost.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx';
import { DesignLine } from './DesignLine.tsx';
import { Monitor } from './Monitor.tsx';
import { NowShown } from './NowShown.tsx';
import classes from './OnAir.module.css';

/** What every screen shows at this moment: the picture, and the same in words. */
export function OnAir({ row, state }: { row: DisplaySessionView; state: OperatorState }) {
  const silenceMs = useSilenceMs();
  const [tone, words] = silenceMs === null ? standing(state) : oldStanding(silenceMs);
  const isSeen = !hidesAir(state.program) && state.onAir !== null;
  return (
    <Panel
      title="On air"
      flush
      className={`${classes.panel} ${classes[tone] ?? ''}`}
      note={isSeen && state.onAir && <Age since={state.onAir.sinceMs} />}
      actions={<StatusBadge tone={tone}>{words}</StatusBadge>}
    >
      <div className={classes.monitor}>
        <Monitor row={row} state={state} template={state.template} label="Picture of what the screens show" />
      </div>
      <div className={classes.box}>
        <NowShown state={state} />
        <DesignLine state={state} />
      </div>
    </Panel>
  );
}

/** How it stands, as tone and words: the operator's own decisions before what the race does. */
function standing({ onAir, crowd, program, status }: OperatorState): [Tone, string] {
  if (program.blackout) return ['bad', 'Black'];
  if (program.message !== null) return ['warn', 'Message'];
  if (program.resting) return ['warn', 'Put to rest'];
  if (status.held) return ['warn', 'Held'];
  if (crowd !== null) return ['live', 'Several on air'];
  return onAir === null ? ['neutral', 'Resting'] : ['live', 'On air'];
}

/** Without a connection nobody here knows what the screens show. */
function oldStanding(silenceMs: number): [Tone, string] {
  return ['warn', `${formatAge(silenceMs)} old`];
}
