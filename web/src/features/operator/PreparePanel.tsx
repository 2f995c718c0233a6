import { Button, Select, TextInput } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { ApiError, messageOf } from '../../lib/api.ts';
import { OPERATOR_KEYS, useOperatorKeys } from '../../lib/shortcuts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useTake } from './api/program.ts';
import { Key } from './Key.tsx';
import { Monitor } from './Monitor.tsx';
import classes from './PreparePanel.module.css';
import { usePrepared } from './usePrepared.ts';
import { useTemplateOptions } from './useTemplateOptions.ts';

/** Longest message of the contract. */
const MESSAGE_LENGTH = 300;

interface PreparePanelProps {
  row: DisplaySessionView;
  state: OperatorState;
}

/** What comes next: another template or a message, seen before it is taken. */
export function PreparePanel({ row, state }: PreparePanelProps) {
  const desk = usePrepared(state);
  const take = useTake(state.displaySessionId);
  const takeIt = () => {
    if (desk.isReady && !take.isPending) take.mutate(desk.takeBody(), { onSuccess: desk.forget });
  };
  useOperatorKeys(({ key, phase }) => {
    if (phase !== 'down') return;
    if (key === 'take') takeIt();
    if (key.startsWith('preset-')) desk.choosePreset(Number(key.slice('preset-'.length)));
  });
  return (
    <Panel
      title="Preview"
      note="only you see it"
      flush
      className={`${classes.panel} ${desk.isReady ? classes.ready : ''}`}
      actions={
        <StatusBadge tone="neutral" dot={false}>
          {desk.isReady ? 'Ready to take' : 'As on air'}
        </StatusBadge>
      }
    >
      <div className={classes.monitor}>
        <Monitor
          row={row}
          state={state}
          template={desk.template}
          program={desk.program}
          label="Picture of what you prepare"
        />
      </div>
      <div className={classes.fields}>
        {take.isError && <TakeFailure error={take.error} state={state} />}
        <div className={classes.choices}>
          <Select
            label="Template"
            data={useTemplateOptions()}
            value={desk.template.id}
            onChange={(id) => id !== null && desk.chooseTemplate(id)}
            allowDeselect={false}
            searchable
          />
          <TextInput
            label="Message on all screens"
            placeholder="Seven words are read from afar"
            maxLength={MESSAGE_LENGTH}
            value={desk.prepared.message}
            onChange={(event) => desk.write(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && takeIt()}
          />
        </div>
        <Button
          className={classes.take}
          leftSection={<IconPlayerTrackNext size={20} />}
          disabled={!desk.isReady}
          loading={take.isPending}
          onClick={takeIt}
        >
          Take
          <Key label={OPERATOR_KEYS.take.label} />
        </Button>
      </div>
    </Panel>
  );
}

/** Somebody else was first: nothing is lost, and what is on air stands above. */
function TakeFailure({ error, state }: { error: Error; state: OperatorState }) {
  if (error instanceof ApiError && error.code === 'PROGRAM_CHANGED') {
    return (
      <Notice tone="warn">
        Somebody else was first: “{state.template.name}” is on air. Take again if you still want yours.
      </Notice>
    );
  }
  return <Notice tone="bad">{messageOf(error)}</Notice>;
}
