import { Button, Group, Modal, Stack } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useMe } from '../../lib/me.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import classes from './RecoveryCodes.module.css';

interface RecoveryCodesDialogProps {
  /** Null keeps the dialog closed. */
  codes: string[] | null;
  onDone: () => void;
}

/** Recovery codes, shown this once. The dialog closes by its button alone: a slip must not lose them. */
export function RecoveryCodesDialog({ codes, onDone }: RecoveryCodesDialogProps) {
  return (
    <Modal
      opened={codes !== null}
      onClose={onDone}
      title="Your recovery codes"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size={520}
    >
      {codes !== null && <Codes codes={codes} onDone={onDone} />}
    </Modal>
  );
}

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { user } = useMe();
  const text = [
    `Project88 recovery codes of ${user.email} (${location.host})`,
    'Each works once, instead of the second factor.',
    '',
    ...codes,
    '',
  ].join('\r\n');
  return (
    <Stack className={classes.sheet}>
      <div className={classes.screenOnly}>
        <Notice tone="warn">
          Store these codes now, away from your device. They are shown only this once. Each lets you in once
          when the device is lost.
        </Notice>
      </div>
      <p className={classes.printOnly}>
        Project88 recovery codes of {user.email} ({location.host}). Each works once, instead of the second
        factor.
      </p>
      <ol className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group gap="xs" className={classes.screenOnly}>
        {/* Has the focus, and not the button below: a second Enter must not put the codes away unread. */}
        <CopyButton value={text} label="Copy" variant="default" data-autofocus />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => saveText(text, 'project88-recovery-codes.txt')}
        >
          Save as a file
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          Print
        </Button>
      </Group>
      <Group justify="flex-end" className={classes.screenOnly}>
        <Button onClick={onDone}>I have stored them</Button>
      </Group>
    </Stack>
  );
}

/** Let the browser save a text under a name. */
function saveText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
