import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { meQuery } from '../../../features/auth/api/me.ts';
import { PartnerSettings } from '../../../features/partnerSettings/PartnerSettings.tsx';
import { membersQuery } from '../../../features/team/api/members.ts';
import { rowsOf, useFurtherPages } from '../../../lib/pagedQuery.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';

/** The partner's own settings. */
export function SettingsPage() {
  const queryClient = useQueryClient();
  const members = useInfiniteQuery(membersQuery);
  useFurtherPages(members, true);
  const people = members.data ? rowsOf(members.data) : [];
  const lacking = people.filter(({ secondFactors, disabled }) => secondFactors === 0 && !disabled);
  return (
    <>
      <PageHeader title="Settings" subtitle="Name, zone and rules of this partner, and what it uses." />
      <PartnerSettings
        withoutSecondFactor={lacking.map(({ name, email }) => name || email)}
        allCounted={!members.hasNextPage}
        onSaved={() => queryClient.invalidateQueries({ queryKey: meQuery.queryKey })}
      />
    </>
  );
}
