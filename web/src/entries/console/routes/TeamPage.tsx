import { PageHeader } from '../../../ui/PageHeader.tsx';

export function TeamPage() {
  return <PageHeader title="Team" />;
}
