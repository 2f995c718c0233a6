import { PageHeader } from '../../../ui/PageHeader.tsx';

export function PlatformPartnerPage() {
  return <PageHeader title="Partner" />;
}
