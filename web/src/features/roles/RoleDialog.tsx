import { Modal, Stack, TextInput } from '@mantine/core';
import type { Permission } from '@project88/core/contract/permissions.ts';
import type { RoleView } from '@project88/core/contract/team.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { usePermissions } from '../../lib/me.tsx';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PermissionPicker } from '../../ui/PermissionPicker.tsx';
import { useSaveRole } from './api/roles.ts';

interface RoleDialogProps {
  /** The role to change; `new` for one that is made; null when the dialog is closed. */
  role: RoleView | 'new' | null;
  onClose: () => void;
  /** Called after a change: it may be one's own role. */
  onSaved: () => void;
}

/** The failures that are about one field of the form. */
const BY_CODE = { NAME_TAKEN: 'name', PERMISSION_NOT_HELD: 'permissions' };

/** Make a role, or change one. */
export function RoleDialog({ role, onClose, onSaved }: RoleDialogProps) {
  const title = role === 'new' ? 'New role' : 'Change the role';
  return (
    <Modal opened={role !== null} onClose={onClose} title={title} size={560}>
      {role !== null && <RoleForm role={role === 'new' ? null : role} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  );
}

interface RoleFormProps extends Omit<RoleDialogProps, 'role'> {
  role: RoleView | null;
}

function RoleForm({ role, onClose, onSaved }: RoleFormProps) {
  const [name, setName] = useState(role?.name ?? '');
  const [permissions, setPermissions] = useState<Permission[]>(role?.permissions ?? []);
  const held = usePermissions();
  const save = useSaveRole();
  const { fields, form } = formErrors(save.error, BY_CODE);
  const submit = () => {
    const done = () => {
      onSaved();
      onClose();
    };
    save.mutate({ id: role?.id ?? null, name: name.trim(), permissions }, { onSuccess: done });
  };
  return (
    <Form onSubmit={submit} error={save.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        {role !== null && role.people > 0 && (
          <Notice tone="info">Whoever has this role gets or loses what you change at once.</Notice>
        )}
        <TextInput
          label="Name"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
          data-autofocus
        />
        <PermissionPicker
          label="Permissions"
          description="What people with this role may do"
          value={permissions}
          onChange={setPermissions}
          held={held}
          error={fields.permissions}
        />
        <FormButtons
          action={role === null ? 'Create' : 'Save'}
          onCancel={onClose}
          busy={save.isPending}
          disabled={name.trim() === ''}
        />
      </Stack>
    </Form>
  );
}
