import { PageHeader } from '../../../ui/PageHeader.tsx';

export function RolesPage() {
  return <PageHeader title="Roles" />;
}
