import type { ScreenServerMessage } from '@project88/core/contract/live.ts';
import { applyOps, type ScreenState } from '@project88/core/displays/screen/screen.ts';

/** This screen's copy of the display session's state. */
export interface Replica {
  held: { rev: number; state: ScreenState } | null;
  /** A snapshot was asked for and has not come: deltas that do not fit are expected until then. */
  awaitsSnapshot: boolean;
  /** The revision of the last tick when it was ahead of ours; its delta may still be on its way. */
  aheadRev: number | null;
}

/** Before the first message: the server sends a snapshot after `hello` without being asked. */
export const EMPTY_REPLICA: Replica = { held: null, awaitsSnapshot: true, aheadRev: null };

type StateMessage = Extract<ScreenServerMessage, { t: 'snapshot' | 'delta' | 'tick' }>;

/**
 * The copy after a message. Pure. When it can no longer be right, it `awaitsSnapshot`: the caller then asks for one,
 * once. The state on the screen stays as it is until the snapshot comes.
 */
export function receive(replica: Replica, message: StateMessage): Replica {
  switch (message.t) {
    case 'snapshot':
      return { held: { rev: message.rev, state: message.state }, awaitsSnapshot: false, aheadRev: null };
    case 'delta':
      return receiveDelta(replica, message);
    case 'tick':
      return receiveTick(replica, message.rev);
  }
}

function receiveDelta(replica: Replica, delta: Extract<StateMessage, { t: 'delta' }>): Replica {
  const { held } = replica;
  if (held === null || delta.from !== held.rev) return { ...replica, awaitsSnapshot: true };
  const state = applyOps(held.state, delta.ops);
  return { held: { rev: delta.rev, state }, awaitsSnapshot: false, aheadRev: null };
}

/** A tick behind us is another server's; one ahead of us twice in a row means that a delta was lost. */
function receiveTick(replica: Replica, rev: number): Replica {
  const { held, aheadRev } = replica;
  if (held === null) return replica;
  if (rev === held.rev) return { held, awaitsSnapshot: false, aheadRev: null };
  const lost = rev < held.rev || (aheadRev !== null && held.rev < aheadRev);
  return { ...replica, awaitsSnapshot: replica.awaitsSnapshot || lost, aheadRev: rev };
}
