import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { formatDay } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

/** Whether a partner works, is suspended, or will be removed. */
export function PartnerState({ partner }: { partner: PlatformPartner }) {
  const { timeZone } = useVenue();
  if (partner.state === 'active') return <StatusBadge tone="neutral">Active</StatusBadge>;
  if (partner.state === 'suspended') return <StatusBadge tone="warn">Suspended</StatusBadge>;
  return (
    <StatusBadge tone="bad">
      {partner.deleteAfter === null
        ? 'Deleted'
        : `Deleted, removed ${formatDay(partner.deleteAfter, timeZone)}`}
    </StatusBadge>
  );
}
