import { Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { Permission } from '@project88/core/contract/permissions.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { usePermissions } from '../../lib/me.tsx';
import { linesOf } from '../../lib/textFields.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PermissionPicker } from '../../ui/PermissionPicker.tsx';
import { useCreateApiKey } from './api/apiKeys.ts';
import { ShownOnce } from './ShownOnce.tsx';

interface NewApiKeyDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Make an API key and show it, once. */
export function NewApiKeyDialog({ opened, onClose }: NewApiKeyDialogProps) {
  const create = useCreateApiKey();
  const created = create.data;
  const close = dialogClose(create, onClose);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={created ? 'Your new API key' : 'New API key'}
      size={560}
      // A slip beside the window must not lose a key that is shown once.
      closeOnClickOutside={created === undefined}
      closeOnEscape={created === undefined}
    >
      {created ? (
        <ShownOnce created={created} onDone={close} />
      ) : (
        <KeyForm create={create} onCancel={close} />
      )}
    </Modal>
  );
}

/** Lives to choose from, in days; empty is for ever. */
const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: '730', label: '2 years' },
  { value: '', label: 'Never' },
];

interface KeyFormProps {
  create: ReturnType<typeof useCreateApiKey>;
  onCancel: () => void;
}

function KeyForm({ create, onCancel }: KeyFormProps) {
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<Permission[]>([]);
  const [days, setDays] = useState('365');
  const [networks, setNetworks] = useState('');
  const held = usePermissions();
  const { fields, form } = formErrors(create.error, { PERMISSION_NOT_HELD: 'permissions' });
  const submit = () => {
    const expiresInDays = days === '' ? null : Number(days);
    create.mutate({ name: name.trim(), permissions, allowList: linesOf(networks), expiresInDays });
  };
  return (
    <Form onSubmit={submit} error={create.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          description="Which program uses it, so that you know which one to revoke later"
          placeholder="Results page"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
          data-autofocus
        />
        <PermissionPicker
          label="Permissions"
          description="Give it no more than it needs"
          value={permissions}
          onChange={setPermissions}
          held={held}
          error={fields.permissions}
        />
        <NativeSelect
          label="Expires"
          data={LIVES}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          error={fields.expiresInDays}
        />
        {days === '' && (
          <Notice tone="warn">A key that never expires works until somebody revokes it.</Notice>
        )}
        <Textarea
          label="Allowed networks"
          description="Addresses or networks, one per line; empty: from anywhere"
          placeholder={'192.0.2.7\n2001:db8::/48'}
          rows={3}
          value={networks}
          onChange={(event) => setNetworks(event.currentTarget.value)}
          error={fields.allowList}
        />
        <FormButtons
          action="Create"
          onCancel={onCancel}
          busy={create.isPending}
          disabled={name.trim() === '' || permissions.length === 0}
        />
      </Stack>
    </Form>
  );
}
