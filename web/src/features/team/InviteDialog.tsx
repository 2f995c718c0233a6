import { Modal, Stack, TextInput } from '@mantine/core';
import type { RoleView } from '@project88/core/contract/team.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OneTimeLinkView } from '../../ui/OneTimeLinkView.tsx';
import { useInvite } from './api/invitations.ts';
import { chosenRole, RoleChoice } from './RoleChoice.tsx';

interface InviteDialogProps {
  roles: readonly RoleView[];
  opened: boolean;
  onClose: () => void;
}

/** The failures that are about one field of the form. */
const BY_CODE = { ADDRESS_TAKEN: 'email', PERMISSION_NOT_HELD: 'role' };

/** Invite a person, and show the link once when it could not be sent. */
export function InviteDialog({ roles, opened, onClose }: InviteDialogProps) {
  const invite = useInvite();
  const made = invite.data;
  const close = dialogClose(invite, onClose);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? 'Invitation' : 'Invite a person'}
      // A slip beside the window must not lose a link that is shown once.
      closeOnClickOutside={made === undefined}
      closeOnEscape={made === undefined}
    >
      {made ? (
        <OneTimeLinkView link={made} email={invite.variables.email} onDone={close} />
      ) : (
        <InviteForm roles={roles} invite={invite} onCancel={close} />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  roles: readonly RoleView[];
  invite: ReturnType<typeof useInvite>;
  onCancel: () => void;
}

function InviteForm({ roles, invite, onCancel }: InviteFormProps) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  // The least of the built-in roles; the platform's own team has others than a partner.
  const [picked, setRole] = useState<string | null>(null);
  const role = picked ?? roles.filter(({ id }) => id === null).at(-1)?.role ?? '';
  const chosen = chosenRole(roles, role);
  const { fields, form } = formErrors(invite.error, BY_CODE);
  const submit = () => {
    if (chosen === null) return;
    invite.mutate({ email: email.trim(), name: name.trim(), ...chosen });
  };
  return (
    <Form onSubmit={submit} error={invite.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="off"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fields.email}
          data-autofocus
        />
        <TextInput
          label="Name"
          description="Can be left out; they may change it"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
        />
        <RoleChoice roles={roles} value={role} onChange={setRole} error={fields.role} />
        <FormButtons action="Invite" onCancel={onCancel} busy={invite.isPending} disabled={chosen === null} />
      </Stack>
    </Form>
  );
}
