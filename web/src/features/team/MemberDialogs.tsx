import { Modal, Stack } from '@mantine/core';
import type { MemberView, RoleView } from '@project88/core/contract/team.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { OneTimeLinkView } from '../../ui/OneTimeLinkView.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useChangeMember, useEndLogins, useMakeResetLink, useRemoveFactors } from './api/members.ts';
import { chosenRole, RoleChoice } from './RoleChoice.tsx';

export type MemberDialog = 'role' | 'reset' | 'factors' | 'block' | 'end-logins';

interface MemberDialogsProps {
  member: MemberView;
  roles: readonly RoleView[];
  /** Which one is open. */
  dialog: MemberDialog | null;
  onClose: () => void;
  /** Called after the role was changed. */
  onChanged: () => void;
}

/** What can be done to a person, each asked for once more. */
export function MemberDialogs({ member, roles, dialog, onClose, onChanged }: MemberDialogsProps) {
  const props = { member, onClose };
  return (
    <>
      <Modal opened={dialog === 'role'} onClose={onClose} title={`Role of ${member.name}`}>
        <RoleForm {...props} roles={roles} onChanged={onChanged} />
      </Modal>
      <ResetDialog {...props} opened={dialog === 'reset'} />
      <FactorsDialog {...props} opened={dialog === 'factors'} />
      <BlockDialog {...props} opened={dialog === 'block'} />
      <EndLoginsDialog {...props} opened={dialog === 'end-logins'} />
    </>
  );
}

interface DialogProps {
  member: MemberView;
  opened: boolean;
  onClose: () => void;
}

type RoleFormProps = Omit<MemberDialogsProps, 'dialog'>;

function RoleForm({ member, roles, onClose, onChanged }: RoleFormProps) {
  const [key, setKey] = useState<string>(member.customRole?.id ?? member.role);
  const change = useChangeMember(member.id);
  const submit = () => {
    const role = chosenRole(roles, key);
    if (role === null) return;
    change.mutate(role, {
      onSuccess: () => {
        sayDone(`${member.name} has a new role.`);
        onChanged();
        onClose();
      },
    });
  };
  return (
    <Form onSubmit={submit} error={change.error}>
      <Stack>
        <RoleChoice
          roles={roles}
          value={key}
          onChange={setKey}
          error={change.isError ? messageOf(change.error) : undefined}
        />
        <FormButtons action="Change role" onCancel={onClose} busy={change.isPending} />
      </Stack>
    </Form>
  );
}

function ResetDialog({ member, opened, onClose }: DialogProps) {
  const make = useMakeResetLink(member.id);
  const link = make.data;
  const done = dialogClose(make, onClose);
  if (link === undefined) {
    return (
      <ConfirmDialog
        opened={opened}
        onClose={onClose}
        title="Make a reset link"
        action="Make the link"
        request={make}
        onConfirm={() => make.mutate()}
      >
        With the link {member.name} sets a new password and is then signed out everywhere. The present
        password works until then.
      </ConfirmDialog>
    );
  }
  return (
    <Modal
      opened={opened}
      onClose={done}
      title={`Reset link for ${member.name}`}
      // A slip beside the window must not lose a link that is shown once.
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <OneTimeLinkView link={link} email={member.email} onDone={done} />
    </Modal>
  );
}

function FactorsDialog({ member, opened, onClose }: DialogProps) {
  const remove = useRemoveFactors(member.id);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Remove the second factors"
      action="Remove"
      tone="danger"
      request={remove}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
    >
      Until {member.name} adds a new one, the password alone is enough. Be sure that it is really{' '}
      {member.name} who asks for this.
    </ConfirmDialog>
  );
}

function BlockDialog({ member, opened, onClose }: DialogProps) {
  const change = useChangeMember(member.id);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={member.disabled ? `Unblock ${member.name}` : `Block ${member.name}`}
      action={member.disabled ? 'Unblock' : 'Block'}
      tone={member.disabled ? 'plain' : 'danger'}
      request={change}
      onConfirm={() => change.mutate({ disabled: !member.disabled }, { onSuccess: onClose })}
    >
      {member.disabled
        ? 'They can sign in again with the password and second factor that they had.'
        : 'They are signed out everywhere at once and cannot sign in until somebody unblocks them.'}
    </ConfirmDialog>
  );
}

function EndLoginsDialog({ member, opened, onClose }: DialogProps) {
  const end = useEndLogins(member.id);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Sign ${member.name} out everywhere`}
      action="End all logins"
      tone="danger"
      request={end}
      onConfirm={() => end.mutate(undefined, { onSuccess: onClose })}
    >
      All browsers and programs of {member.name} have to sign in again. Screens that show display links go on.
    </ConfirmDialog>
  );
}
