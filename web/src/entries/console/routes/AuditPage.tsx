import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { AuditLog } from '../../../features/audit/AuditLog.tsx';
import { AuditTools } from '../../../features/audit/AuditTools.tsx';
import { VerifyPanel } from '../../../features/audit/VerifyPanel.tsx';
import { membersQuery } from '../../../features/team/api/members.ts';
import { useMay } from '../../../lib/me.tsx';
import { rowsOf } from '../../../lib/pagedQuery.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';

/** Who did what, when and from where. The filter stands in the address. */
export function AuditPage() {
  const search = useSearch({ from: '/app/audit' });
  const navigate = useNavigate();
  const maySeeTeam = useMay('team.view');
  const members = useInfiniteQuery({ ...membersQuery, enabled: maySeeTeam });
  const people = members.data ? rowsOf(members.data) : [];
  return (
    <>
      <PageHeader
        title="Audit log"
        subtitle="Who did what, when and from where. Nobody can change or delete an entry."
        actions={<AuditTools search={search} />}
      />
      <VerifyPanel />
      <AuditLog
        search={search}
        onSearch={(next) => navigate({ to: '/audit', search: next, replace: true, resetScroll: false })}
        people={people}
      />
    </>
  );
}
