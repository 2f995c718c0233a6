import { Modal, Stack } from '@mantine/core';
import type { InvitationMade } from '@project88/core/contract/team.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
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
  const [made, setMade] = useState<{ link: InvitationMade; email: string } | null>(null);
  const close = () => {
    onClose();
    setMade(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? 'Invitation' : 'Invite an owner'}
      // A slip beside the window must not lose a link that is shown once.
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
    >
      {made ? (
        <OneTimeLinkView {...made} onDone={close} />
      ) : (
        <InviteForm
          partnerId={partnerId}
          onMade={(link, email) => setMade({ link, email })}
          onCancel={close}
        />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  partnerId: string;
  onMade: (link: InvitationMade, email: string) => void;
  onCancel: () => void;
}

function InviteForm({ partnerId, onMade, onCancel }: InviteFormProps) {
  const [owner, setOwner] = useState({ email: '', name: '' });
  const invite = useInviteOwner(partnerId);
  const { fields, form } = formErrors(invite.error, { ADDRESS_TAKEN: 'email' });
  const submit = () => {
    const email = owner.email.trim();
    invite.mutate({ email, name: owner.name.trim() }, { onSuccess: (link) => onMade(link, email) });
  };
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
