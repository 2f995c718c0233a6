import { Button, Modal, Stack, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { KINDS, type UploadKind } from './kinds.ts';
import { RosterGlance } from './RosterGlance.tsx';
import { UploadPanel } from './UploadPanel.tsx';

interface UploadSummaryProps {
  displaySessionId: string;
  kind: UploadKind;
  rows: number;
}

/** How many rows are loaded, and the window in which they are looked at and replaced. */
export function UploadSummary({ displaySessionId, kind, rows }: UploadSummaryProps) {
  const [opened, setOpened] = useState(false);
  const compact = useCompact();
  const mayEdit = useMay('displays.edit');
  const { title, one, many } = KINDS[kind];
  const hasGlance = kind === 'roster' && rows > 0;
  return (
    <>
      <SettingRow
        label={title}
        value={plural(rows, one, many)}
        action={
          (mayEdit || hasGlance) && (
            <Button variant="default" size="xs" onClick={() => setOpened(true)}>
              {mayEdit ? (rows === 0 ? 'Load a file' : 'View or replace') : 'View'}
              <VisuallyHidden component="span"> ({title})</VisuallyHidden>
            </Button>
          )
        }
      />
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} size="xl" fullScreen={compact}>
        <Stack>
          {mayEdit && <UploadPanel displaySessionId={displaySessionId} kind={kind} />}
          {kind === 'roster' && <RosterGlance displaySessionId={displaySessionId} />}
        </Stack>
      </Modal>
    </>
  );
}
