import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { KINDS, type UploadKind } from './kinds.ts';
import { RosterGlance } from './RosterGlance.tsx';
import { UploadPanel } from './UploadPanel.tsx';
import classes from './UploadSummary.module.css';

interface UploadSummaryProps {
  displaySessionId: string;
  kind: UploadKind;
  rows: number;
}

/** How many rows are loaded, and the window in which they are looked at and replaced. */
export function UploadSummary({ displaySessionId, kind, rows }: UploadSummaryProps) {
  const [opened, setOpened] = useState(false);
  const compact = useCompact();
  const { title, one, many } = KINDS[kind];
  return (
    <div className={classes.line}>
      <p>
        <span className={classes.count}>{formatCount(rows)}</span> {rows === 1 ? one : many}
      </p>
      <Button
        variant="default"
        size="xs"
        onClick={() => setOpened(true)}
        aria-label={`${title}: load or replace`}
      >
        {rows === 0 ? 'Load a file' : 'View or replace'}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} size="xl" fullScreen={compact}>
        <Stack>
          <UploadPanel displaySessionId={displaySessionId} kind={kind} />
          {kind === 'roster' && <RosterGlance displaySessionId={displaySessionId} />}
        </Stack>
      </Modal>
    </div>
  );
}
