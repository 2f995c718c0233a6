import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OneTimeLinkView } from '../../ui/OneTimeLinkView.tsx';
import { useInviteOwner } from './api/partners.ts';
import { OwnerFields } from './OwnerFields.tsx';

interface InviteOwnerDialogProps {
  partnerId: string;
  opened: boolean;
  onClose: () => void;
}

/** Invite another owner, for example after the last one has left. */
export function InviteOwnerDialog({ partnerId, opened, onClose }: InviteOwnerDialogProps) {
  const invite = useInviteOwner(partnerId);
  const made = invite.data;
  const close = dialogClose(invite, onClose);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? 'Invitation' : 'Invite an owner'}
      // A slip beside the window must not lose a link that is shown once.
      closeOnClickOutside={made === undefined}
      closeOnEscape={made === undefined}
    >
      {made ? (
        <OneTimeLinkView link={made} email={invite.variables.email} onDone={close} />
      ) : (
        <InviteForm invite={invite} onCancel={close} />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  invite: ReturnType<typeof useInviteOwner>;
  onCancel: () => void;
}

function InviteForm({ invite, onCancel }: InviteFormProps) {
  const [owner, setOwner] = useState({ email: '', name: '' });
  const { fields, form } = formErrors(invite.error, { ADDRESS_TAKEN: 'email' });
  const submit = () => invite.mutate({ email: owner.email.trim(), name: owner.name.trim() });
  return (
    <Form onSubmit={submit} error={invite.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <OwnerFields value={owner} onChange={setOwner} errors={fields} />
        <FormButtons action="Invite" onCancel={onCancel} busy={invite.isPending} />
      </Stack>
    </Form>
  );
}
