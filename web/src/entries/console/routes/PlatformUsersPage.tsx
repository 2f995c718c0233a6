import { PageHeader } from '../../../ui/PageHeader.tsx';

export function PlatformUsersPage() {
  return <PageHeader title="People" />;
}
