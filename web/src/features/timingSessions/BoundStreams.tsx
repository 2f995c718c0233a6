import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { BoundStream } from '@project88/core/contract/displaySessions.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { IconBroadcast, IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { Age } from '../../ui/Age.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sayUndoable } from '../../ui/toast.tsx';
import { useSelectTimingSession } from './api/selectTimingSession.ts';
import { useTimingSessions } from './api/timingSessions.ts';
import { useUnbindTimingSession } from './api/unbindTimingSession.ts';
import classes from './BoundStreams.module.css';
import { StreamStatus } from './StreamStatus.tsx';
import { TimingSessionPicker } from './TimingSessionPicker.tsx';
import { timingSessionName } from './timingSession.ts';

interface BoundStreamsProps {
  displaySessionId: string;
  streams: BoundStream[];
}

/** The streams of a display session, and the window to choose them. */
export function BoundStreams({ displaySessionId, streams }: BoundStreamsProps) {
  const [picking, setPicking] = useState(false);
  const mayBind = useMay('timing.bind');
  const known = useTimingSessions().data ?? [];
  const unbind = useUnbindTimingSession(displaySessionId);
  const select = useSelectTimingSession(displaySessionId);
  const takeOff = (stream: BoundStream) =>
    unbind.mutate(stream.timingSessionId, {
      onSuccess: () => sayUndoable('The timing stream is off this display.', () => select.mutate(stream)),
    });
  return (
    <>
      {unbind.isError && <Notice tone="bad">{messageOf(unbind.error)}</Notice>}
      {streams.length === 0 ? (
        <EmptyState
          compact
          icon={<IconBroadcast size={20} />}
          title="No timing stream"
          action={mayBind && <Button onClick={() => setPicking(true)}>Choose the timing session</Button>}
        >
          Without one nothing comes on air.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {streams.map((stream) => (
            <StreamRow
              key={stream.timingSessionId}
              stream={stream}
              item={known.find(({ id }) => id === stream.timingSessionId)}
              onUnbind={mayBind ? () => takeOff(stream) : null}
              busy={unbind.isPending}
            />
          ))}
          {mayBind && (
            <li className={classes.row}>
              <Button variant="default" size="xs" onClick={() => setPicking(true)}>
                Change or add
              </Button>
            </li>
          )}
        </ul>
      )}
      <TimingSessionPicker
        displaySessionId={displaySessionId}
        bound={streams}
        opened={picking}
        onClose={() => setPicking(false)}
      />
    </>
  );
}

interface StreamRowProps {
  stream: BoundStream;
  /** Unknown when it was seen too long ago. */
  item: TimingSessionView | undefined;
  /** Null for those who may not. */
  onUnbind: (() => void) | null;
  busy: boolean;
}

function StreamRow({ stream, item, onUnbind, busy }: StreamRowProps) {
  const name = item ? timingSessionName(item) : 'Timing session of an earlier day';
  const label = `Take ${name} off this display session`;
  return (
    <li className={classes.row}>
      <div className={classes.text}>
        <p className={classes.name}>
          {name}
          {item && <StreamStatus status={item.status} />}
        </p>
        <p className={classes.meta}>
          {stream.locations === null ? 'All mats' : stream.locations.join(', ')}
          {item && (
            <>
              {` · ${formatCount(item.reads)} reads · last `}
              <Age since={item.lastReadAt} never="never" />
            </>
          )}
        </p>
      </div>
      {onUnbind && (
        <Tooltip label={label}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={label}
            onClick={onUnbind}
            loading={busy}
          >
            <IconUnlink size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
