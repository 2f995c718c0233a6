import { Drawer, Stack } from '@mantine/core';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { useTimingSessions } from './api/timingSessions.ts';
import { LocationTable } from './LocationTable.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { StreamStatus } from './StreamStatus.tsx';
import { TimingSessionFacts } from './TimingSessionFacts.tsx';
import { timingSessionName } from './timingSession.ts';

interface TimingSessionSheetProps {
  timingSessionId: string;
  onClose: () => void;
}

/** All about one timing session, beside the list. */
export function TimingSessionSheet({ timingSessionId, onClose }: TimingSessionSheetProps) {
  const query = useTimingSessions();
  const compact = useCompact();
  const item = query.data?.find(({ id }) => id === timingSessionId);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={compact ? '100%' : 560}
      title={item ? timingSessionName(item) : 'Timing session'}
    >
      <QueryBoundary query={query} what="the timing session">
        {() =>
          item ? (
            <Stack gap="lg">
              <span>
                <StreamStatus status={item.status} />
              </span>
              <TimingSessionFacts item={item} />
              <LocationTable item={item} />
              <PreviewTable timingSessionId={item.id} />
            </Stack>
          ) : (
            <EmptyState title="This timing session is no longer here">
              It was seen too long ago, or it belongs to somebody else.
            </EmptyState>
          )
        }
      </QueryBoundary>
    </Drawer>
  );
}
