import { Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { type DialogRequest, dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface NameDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What the name is for. */
  children: ReactNode;
  suggested: string;
  action: string;
  request: DialogRequest;
  onName: (name: string) => void;
}

/** Asks for a name and does something with it. */
export function NameDialog({ opened, title, request, ...props }: NameDialogProps) {
  const close = dialogClose(request, props.onClose);
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <NameForm {...props} request={request} onClose={close} />
    </Modal>
  );
}

function NameForm({
  children,
  suggested,
  action,
  request,
  onName,
  onClose,
}: Omit<NameDialogProps, 'opened' | 'title'>) {
  const [name, setName] = useState(suggested);
  const { fields, form } = formErrors(request.error);
  return (
    <Form onSubmit={() => onName(name.trim())} error={request.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <p>{children}</p>
        <TextInput
          label="Name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
          data-autofocus
        />
        <FormButtons
          action={action}
          onCancel={onClose}
          busy={request.isPending}
          disabled={name.trim() === ''}
        />
      </Stack>
    </Form>
  );
}
