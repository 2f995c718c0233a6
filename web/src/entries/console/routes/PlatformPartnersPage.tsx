import { PageHeader } from '../../../ui/PageHeader.tsx';

export function PlatformPartnersPage() {
  return <PageHeader title="Partners" />;
}
