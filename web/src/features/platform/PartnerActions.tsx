import { Button } from '@mantine/core';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { useState } from 'react';
import { formatDay, formatInstant, plural } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { InviteOwnerDialog } from './InviteOwnerDialog.tsx';
import { DeleteDialog, RenameDialog, RestoreDialog, ResumeDialog, SuspendDialog } from './PartnerDialogs.tsx';

type Open = 'rename' | 'invite' | 'suspend' | 'resume' | 'delete' | 'restore';

/** What a partner is, with the way to change it beside each. */
export function PartnerActions({ partner }: { partner: PlatformPartner }) {
  const { timeZone } = useVenue();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const button = (which: Open, words: string) => (
    <Button variant="default" onClick={() => setOpen(which)}>
      {words}
    </Button>
  );
  const dialog = (which: Open) => ({ partner, opened: open === which, onClose: close });
  return (
    <>
      <Panel title="Partner" flush>
        <SettingRow label="Name" value={partner.name} action={button('rename', 'Rename')} />
        <SettingRow label="Short name" value={partner.slug} action={null} />
        <SettingRow label="Time zone" value={partner.timeZone} action={null} />
        <SettingRow label="Created" value={formatDay(partner.createdAt, timeZone)} action={null} />
        <SettingRow
          label="People"
          value={plural(partner.users, 'person', 'people')}
          action={partner.state !== 'deleted' && button('invite', 'Invite an owner')}
        />
      </Panel>
      <Panel title="State" flush>
        {partner.state !== 'deleted' && (
          <SettingRow
            label="Work"
            value={suspensionWords(partner, timeZone)}
            action={partner.state === 'suspended' ? button('resume', 'Resume') : button('suspend', 'Suspend')}
          />
        )}
        <SettingRow
          label="Deletion"
          value={
            partner.deleteAfter === null
              ? 'Not planned'
              : `All data is removed on ${formatInstant(partner.deleteAfter, timeZone)}`
          }
          action={partner.state === 'deleted' ? button('restore', 'Restore') : button('delete', 'Delete')}
        />
      </Panel>
      <RenameDialog {...dialog('rename')} />
      <InviteOwnerDialog partnerId={partner.id} opened={open === 'invite'} onClose={close} />
      <SuspendDialog {...dialog('suspend')} />
      <ResumeDialog {...dialog('resume')} />
      <DeleteDialog {...dialog('delete')} />
      <RestoreDialog {...dialog('restore')} />
    </>
  );
}

function suspensionWords({ suspendedAt, suspendedReason }: PlatformPartner, timeZone: string): string {
  if (suspendedAt === null) return 'Allowed';
  return `Suspended since ${formatInstant(suspendedAt, timeZone)}: ${suspendedReason}`;
}
