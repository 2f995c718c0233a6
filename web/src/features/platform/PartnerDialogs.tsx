import { Modal, Stack, TextInput } from '@mantine/core';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { PARTNER_RESTORE_DAYS } from '@project88/core/contract/partnerTerms.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { usePartnerAction } from './api/partners.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

interface DialogProps {
  partner: PlatformPartner;
  opened: boolean;
  onClose: () => void;
}

export function RenameDialog(props: DialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Rename the partner">
      <RenameForm {...props} />
    </Modal>
  );
}

function RenameForm({ partner, onClose }: DialogProps) {
  const [name, setName] = useState(partner.name);
  const act = usePartnerAction(partner.id);
  const submit = () => {
    act.mutate({ do: 'change', name: name.trim() }, { onSuccess: onClose });
  };
  return (
    <Form onSubmit={submit} error={act.error}>
      <Stack>
        <TextInput
          label="Name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={act.isError ? messageOf(act.error) : null}
          data-autofocus
        />
        <FormButtons action="Rename" onCancel={onClose} busy={act.isPending} disabled={name.trim() === ''} />
      </Stack>
    </Form>
  );
}

export function SuspendDialog({ partner, opened, onClose }: DialogProps) {
  const act = usePartnerAction(partner.id);
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={`Suspend ${partner.name}`}
      text="Its people are signed out, its screens, links, keys and timing connections stop at once. Nothing is deleted."
      atLeast={1}
      action="Suspend"
      tone="danger"
      request={act}
      onConfirm={(reason) => act.mutate({ do: 'suspend', reason }, { onSuccess: onClose })}
    />
  );
}

export function ResumeDialog({ partner, opened, onClose }: DialogProps) {
  const act = usePartnerAction(partner.id);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Lift the suspension of ${partner.name}`}
      action="Resume"
      request={act}
      onConfirm={() => act.mutate({ do: 'resume' }, { onSuccess: onClose })}
    >
      Its people can sign in again, and its links, keys and timing connections work as before.
    </ConfirmDialog>
  );
}

export function DeleteDialog({ partner, opened, onClose }: DialogProps) {
  const act = usePartnerAction(partner.id);
  return (
    <ConfirmByName
      opened={opened}
      onClose={onClose}
      title={`Delete ${partner.name}`}
      name={partner.slug}
      action="Delete"
      request={act}
      onConfirm={() => act.mutate({ do: 'delete', slug: partner.slug }, { onSuccess: onClose })}
    >
      Everything of it stops at once. For {PARTNER_RESTORE_DAYS} days it can be restored; after that its
      people, rosters, reads and recordings are gone for good.
    </ConfirmByName>
  );
}

export function RestoreDialog({ partner, opened, onClose }: DialogProps) {
  const act = usePartnerAction(partner.id);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Restore ${partner.name}`}
      action="Restore"
      request={act}
      onConfirm={() => act.mutate({ do: 'restore' }, { onSuccess: onClose })}
    >
      It works again as before, with all of its data.
    </ConfirmDialog>
  );
}
