import { Switch } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { messageOf } from '../../lib/api.ts';
import { useFreeze } from './api/program.ts';

/** While an event is frozen, no screen takes a newer version of its page: what works at the start works at the end. */
export function FreezeSwitch({ state }: { state: OperatorState }) {
  const freeze = useFreeze(state.displaySessionId);
  return (
    <Switch
      label="Event is frozen"
      description="No screen takes a newer version of its page"
      checked={freeze.isPending ? freeze.variables : state.frozen}
      onChange={(event) => freeze.mutate(event.currentTarget.checked)}
      error={freeze.error && messageOf(freeze.error)}
    />
  );
}
