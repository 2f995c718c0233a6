import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { platformPartnerQuery } from '../../../features/platform/api/partners.ts';
import { PartnerDetail } from '../../../features/platform/PartnerDetail.tsx';
import { ApiError } from '../../../lib/api.ts';
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx';
import { NotFoundPage } from './MessagePages.tsx';

/** One partner, for those who run the installation. */
export function PlatformPartnerPage() {
  const { partnerId } = useParams({ from: '/app/platform/partners/$partnerId' });
  const query = useQuery(platformPartnerQuery(partnerId));
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />;
  return (
    <QueryBoundary query={query} what="the partner" lines={8}>
      {(partner) => (
        // From here on everything is the partner's: nothing that was fetched before may stay, so the page begins anew.
        <PartnerDetail key={partner.id} partner={partner} onVisit={() => window.location.assign('/')} />
      )}
    </QueryBoundary>
  );
}
