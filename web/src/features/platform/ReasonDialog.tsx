import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { type DialogRequest, dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ReasonDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What happens then. */
  text: string;
  /** Shortest reason in characters. */
  atLeast: number;
  action: string;
  tone?: 'plain' | 'danger';
  request: DialogRequest;
  onConfirm: (reason: string) => void;
  /** More fields below the reason. */
  children?: ReactNode;
}

/** The contract's limit of a reason. */
const REASON_LIMIT = 500;

/** Something that others have a right to know the reason of. */
export function ReasonDialog(props: ReasonDialogProps) {
  const close = dialogClose(props.request, props.onClose);
  return (
    <Modal opened={props.opened} onClose={close} title={props.title}>
      <ReasonForm {...props} onClose={close} />
    </Modal>
  );
}

function ReasonForm(props: ReasonDialogProps) {
  const { onClose, text, atLeast, action, tone = 'plain', request, onConfirm, children } = props;
  const [reason, setReason] = useState('');
  const { isPending, error } = request;
  const { fields, form } = formErrors(error);
  const submit = () => {
    onConfirm(reason.trim());
  };
  return (
    <Form onSubmit={submit} error={error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <Text>{text}</Text>
        <Textarea
          label="Reason"
          rows={3}
          maxLength={REASON_LIMIT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fields.reason}
          data-autofocus
        />
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            {...(tone === 'danger' && { color: 'red.8' })}
            loading={isPending}
            disabled={reason.trim().length < atLeast}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
