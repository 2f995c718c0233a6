import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { AnnouncerDesk } from '../../../features/announcer/AnnouncerDesk.tsx';
import { displaySessionQuery } from '../../../features/displaySessions/api/displaySessions.ts';
import { ApiError } from '../../../lib/api.ts';
import { useLiveState, useWatchDisplaySession } from '../../../lib/live/ConsoleLiveContext.tsx';
import { backLinkClass, PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx';
import { NotFoundPage } from './MessagePages.tsx';

/** One display session as its announcers see it. */
export function AnnouncerPage() {
  const { sessionId } = useParams({ from: '/app/sessions/$sessionId/announcer' });
  useWatchDisplaySession(sessionId);
  const query = useQuery(displaySessionQuery(sessionId));
  const goneId = useLiveState((state) => state.goneId);
  const missing = query.error instanceof ApiError && query.error.status === 404;
  if (missing || goneId === sessionId) return <NotFoundPage />;
  return (
    <QueryBoundary query={query} what="the display session" lines={10}>
      {(row) => (
        <>
          <PageHeader
            title="Announcer"
            back={
              <Link to="/sessions/$sessionId" params={{ sessionId }} className={backLinkClass}>
                <IconChevronLeft size={16} aria-hidden="true" />
                {row.name}
              </Link>
            }
          />
          <AnnouncerDesk displaySessionId={sessionId} />
        </>
      )}
    </QueryBoundary>
  );
}
