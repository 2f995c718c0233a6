import { Button, Modal, Select } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { IconBroadcast } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { displaySessionsQuery } from '../../features/displaySessions/api/displaySessions.ts';
import { BoundStreams } from '../../features/timingSessions/BoundStreams.tsx';
import { useConsoleLive } from '../../lib/live/ConsoleLiveContext.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';

/** The display sessions that can be shown on the canvas. */
export function useDisplaySessions(): DisplaySessionView[] {
  const { data } = useInfiniteQuery(displaySessionsQuery({ search: '', mode: null, archived: false }));
  return data === undefined ? [] : rowsOf(data);
}

interface SessionToolsProps {
  displaySessions: DisplaySessionView[];
  displaySession: DisplaySessionView | undefined;
  onChange: (id: string | null) => void;
}

/** Which display session the design is tried on, and the window in which its timing session is chosen. */
export function SessionTools({ displaySessions, displaySession, onChange }: SessionToolsProps) {
  const [isOpen, setOpen] = useState(false);
  const live = useConsoleLive();
  const id = displaySession?.id;
  useEffect(() => (id === undefined ? undefined : live.watchDisplaySession(id)), [live, id]);
  return (
    <>
      <Select
        size="xs"
        w={190}
        aria-label="Display session"
        placeholder="No display session"
        clearable
        clearButtonProps={{ 'aria-label': 'No display session' }}
        searchable
        nothingFoundMessage="None found"
        data={displaySessions.map((each) => ({ value: each.id, label: each.name }))}
        value={id ?? null}
        onChange={onChange}
      />
      {displaySession && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBroadcast size={16} />}
          onClick={() => setOpen(true)}
        >
          Timing
        </Button>
      )}
      {displaySession && (
        <Modal
          opened={isOpen}
          onClose={() => setOpen(false)}
          title={`Timing of ${displaySession.name}`}
          size="lg"
        >
          <BoundStreams displaySessionId={displaySession.id} streams={displaySession.streams} />
        </Modal>
      )}
    </>
  );
}
