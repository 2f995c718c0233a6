import { useNavigate, useSearch } from '@tanstack/react-router';
import { UserList } from '../../../features/platform/UserList.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';

/** People of all partners. */
export function PlatformUsersPage() {
  const { search = '' } = useSearch({ from: '/app/platform/users' });
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title="People"
        subtitle="Everybody who can sign in to this installation, with their partner."
      />
      <UserList
        search={search}
        onSearch={(text) =>
          navigate({ to: '/platform/users', search: text === '' ? {} : { search: text }, replace: true })
        }
      />
    </>
  );
}
