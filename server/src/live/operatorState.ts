import type { OperatorState, PresentPerson } from '@project88/core/contract/live.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Channel } from './channel.ts';
import { WAITING_SHOWN } from './limits.ts';

/** What the operator of a display session sees: the screens' state, what is behind it, and who else is here. */
export function operatorStateOf(
  id: DisplaySessionId,
  channel: Channel,
  present: PresentPerson[],
  nowMs: InstantMs,
): OperatorState {
  const { room, screens, rev, program, showing } = channel;
  const { template, playlist } = showing;
  return {
    displaySessionId: id,
    rev,
    nowMs,
    onAir: room.screen.onAir,
    status: room.screen.status,
    waiting: room.air.first(WAITING_SHOWN),
    recent: room.screen.recent,
    crowd: room.screen.crowd,
    boards: room.screen.boards,
    approaching: room.screen.approaching,
    program: room.screen.program,
    skipped: room.air.counts.skipped + room.air.counts.overflowed,
    unknownTags: room.unknownTags(),
    screens: screens.views(channel.design, nowMs),
    readsPerMinute: room.rate.perMinute(nowMs),
    latency: channel.latencyView(),
    template: { id: template.id, name: template.document.name, version: template.version },
    programRev: program.programRev,
    playlist,
    frozen: program.frozen,
    called: channel.calledCards,
    present,
  };
}
