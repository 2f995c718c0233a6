import { Button } from '@mantine/core';
import type { AccountReply } from '@project88/core/contract/account.ts';
import { useState } from 'react';
import { formatInstant } from '../../lib/format.ts';
import { roleName } from '../../lib/roles.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';
import { RenameAccountDialog } from './RenameAccountDialog.tsx';

/** Who the person is here. Address and role are the team's to change. */
export function ProfilePanel({ account }: { account: AccountReply }) {
  const { timeZone } = useVenue();
  const { user, passwordChangedAt } = account;
  const [open, setOpen] = useState<'name' | 'password' | null>(null);
  const close = () => setOpen(null);
  return (
    <Panel title="You" flush>
      <SettingRow
        label="Name"
        value={user.name}
        action={
          <Button variant="default" onClick={() => setOpen('name')} aria-label="Change the name">
            Change
          </Button>
        }
      />
      <SettingRow label="E-mail, with which you sign in" value={user.email} action={null} />
      <SettingRow label="Role, which those who manage the team give" value={roleName(user)} action={null} />
      <SettingRow
        label="Password"
        value={passwordChangedAt === null ? 'Set' : `Set ${formatInstant(passwordChangedAt, timeZone)}`}
        action={
          <Button variant="default" onClick={() => setOpen('password')} aria-label="Change the password">
            Change
          </Button>
        }
      />
      <RenameAccountDialog opened={open === 'name'} name={user.name} onClose={close} />
      <PasswordDialog opened={open === 'password'} onClose={close} />
    </Panel>
  );
}
