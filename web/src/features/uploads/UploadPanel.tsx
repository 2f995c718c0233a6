import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatBytes, plural } from '../../lib/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { reportOf, useSendFile } from './api/sendFile.ts';
import { DropFile } from './DropFile.tsx';
import { KINDS, type UploadKind } from './kinds.ts';
import classes from './UploadPanel.module.css';
import { UploadReportView } from './UploadReportView.tsx';

interface UploadPanelProps {
  displaySessionId: string;
  kind: UploadKind;
  onLoaded?: () => void;
}

/** Load a roster or results file: choose, send, see what became of every row. */
export function UploadPanel({ displaySessionId, kind, onLoaded }: UploadPanelProps) {
  const [file, setFile] = useState<File | null>(null);
  const { mutation, progress } = useSendFile(displaySessionId, kind);
  const refused = reportOf(mutation.error);
  const send = (chosen: File, partial: boolean) => {
    setFile(chosen);
    mutation.mutate({ file: chosen, partial }, { onSuccess: () => onLoaded?.() });
  };
  if (mutation.isPending && file) return <Sending file={file} progress={progress} />;
  return (
    <div className={classes.panel}>
      {mutation.isSuccess && <UploadReportView kind={kind} report={mutation.data} refused={false} />}
      {refused && <UploadReportView kind={kind} report={refused} refused />}
      {mutation.isError && !refused && <Notice tone="bad">{messageOf(mutation.error)}</Notice>}
      {refused && file && refused.accepted > 0 && (
        <Group>
          <Button onClick={() => send(file, true)}>
            Keep {plural(refused.accepted, `good ${KINDS[kind].one}`, `good ${KINDS[kind].many}`)}
          </Button>
        </Group>
      )}
      <DropFile kind={kind} onFile={(chosen) => send(chosen, false)} />
    </div>
  );
}

function Sending({ file, progress }: { file: File; progress: number }) {
  const sent = progress >= 1;
  return (
    <div className={classes.sending}>
      <p className={classes.line} role="status">
        <span>{sent ? `Checking the rows of ${file.name}` : `Sending ${file.name}`}</span>
        <span>
          {formatBytes(file.size * progress)} of {formatBytes(file.size)}
        </span>
      </p>
      <progress
        className={classes.bar}
        aria-label={`Upload of ${file.name}`}
        max={1}
        value={sent ? undefined : progress}
      />
    </div>
  );
}
