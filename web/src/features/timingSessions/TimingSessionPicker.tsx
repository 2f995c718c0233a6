import { Button, Modal, UnstyledButton } from '@mantine/core';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { Age } from '../../ui/Age.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { type Selection, useSelectTimingSession } from './api/selectTimingSession.ts';
import { useTimingSessions } from './api/timingSessions.ts';
import { HowToConnect } from './HowToConnect.tsx';
import { LocationTable } from './LocationTable.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { StreamStatus } from './StreamStatus.tsx';
import { TimingSessionFacts } from './TimingSessionFacts.tsx';
import classes from './TimingSessionPicker.module.css';
import { timingSessionName } from './timingSession.ts';

interface TimingSessionPickerProps {
  displaySessionId: string;
  /** What is bound already, so that its mats can be changed. */
  bound: Selection[];
  opened: boolean;
  onClose: () => void;
}

/** The small window in which the timing stream of a display session is chosen, with a live preview. */
export function TimingSessionPicker(props: TimingSessionPickerProps) {
  const compact = useCompact();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title="Choose the timing session"
      size={960}
      fullScreen={compact}
    >
      <PickerWindow {...props} />
    </Modal>
  );
}

function PickerWindow({ displaySessionId, bound, onClose }: TimingSessionPickerProps) {
  const query = useTimingSessions();
  const compact = useCompact();
  const [pickedId, setPickedId] = useState<string | null>(null);
  return (
    <div className={classes.window}>
      <QueryBoundary
        query={query}
        what="the timing sessions"
        isEmpty={(items) => items.length === 0}
        empty={
          <div className={classes.full}>
            <HowToConnect />
          </div>
        }
      >
        {(items) => {
          // On a phone the list comes first; beside it there is room, so the first one is shown at once.
          const shown = items.find(({ id }) => id === pickedId) ?? (compact ? undefined : items[0]);
          return (
            <>
              {!(compact && shown) && (
                <PickList items={items} shownId={shown?.id ?? null} onPick={setPickedId} />
              )}
              {shown && (
                <PickDetails
                  key={shown.id}
                  item={shown}
                  displaySessionId={displaySessionId}
                  bound={bound.find(({ timingSessionId }) => timingSessionId === shown.id)}
                  onBack={compact ? () => setPickedId(null) : undefined}
                  onDone={onClose}
                />
              )}
            </>
          );
        }}
      </QueryBoundary>
    </div>
  );
}

interface PickListProps {
  items: TimingSessionView[];
  shownId: string | null;
  onPick: (id: string) => void;
}

function PickList({ items, shownId, onPick }: PickListProps) {
  return (
    <ul className={classes.list} aria-label="Timing sessions">
      {items.map((item) => (
        <li key={item.id}>
          <UnstyledButton
            className={classes.item}
            aria-pressed={item.id === shownId}
            onClick={() => onPick(item.id)}
          >
            <span className={classes.name}>{timingSessionName(item)}</span>
            <span className={classes.meta}>
              <StreamStatus status={item.status} />
              <span>{formatCount(item.reads)} reads</span>
              <Age since={item.lastReadAt} never="no read" />
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

interface PickDetailsProps {
  item: TimingSessionView;
  displaySessionId: string;
  bound: Selection | undefined;
  onBack: (() => void) | undefined;
  onDone: () => void;
}

function PickDetails({ item, displaySessionId, bound, onBack, onDone }: PickDetailsProps) {
  const select = useSelectTimingSession(displaySessionId);
  const [chosen, setChosen] = useState<string[] | null>(bound?.locations ?? null);
  const submit = () => select.mutate({ timingSessionId: item.id, locations: chosen }, { onSuccess: onDone });
  return (
    <section className={classes.details} aria-label={timingSessionName(item)}>
      <div className={classes.scroll}>
        {onBack && (
          <div>
            <Button
              variant="subtle"
              size="compact-md"
              leftSection={<IconArrowLeft size={16} />}
              onClick={onBack}
            >
              All timing sessions
            </Button>
          </div>
        )}
        {select.isError && <Notice tone="bad">{messageOf(select.error)}</Notice>}
        <PreviewTable timingSessionId={item.id} />
        {item.locations.length > 0 && <LocationTable item={item} choice={{ chosen, onChange: setChosen }} />}
        <TimingSessionFacts item={item} />
      </div>
      <footer className={classes.foot}>
        <span className={classes.hint}>{describeChoice(chosen)}</span>
        <Button onClick={submit} loading={select.isPending} disabled={chosen?.length === 0}>
          {bound ? 'Save the choice' : 'Select'}
        </Button>
      </footer>
    </section>
  );
}

function describeChoice(chosen: string[] | null): string {
  if (chosen === null) return 'All mats, also those that appear later';
  return chosen.length === 0
    ? 'Choose at least one mat'
    : `Only ${plural(chosen.length, 'mat')}: ${chosen.join(', ')}`;
}
