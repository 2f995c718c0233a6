import type { MeReply } from '@project88/core/contract/auth.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { createDraftKeeper } from '../../builder/store/draftKeeper.ts';
import { type OpenTemplate, openTemplate } from '../../builder/store/openTemplate.ts';
import { useLogout } from '../../features/auth/api/logout.ts';
import { meQuery } from '../../features/auth/api/me.ts';
import { ApiError } from '../../lib/api.ts';
import { ConsoleLiveProvider } from '../../lib/live/ConsoleLiveContext.tsx';
import { createConsoleLive } from '../../lib/live/consoleLive.ts';
import { MeProvider } from '../../lib/me.tsx';
import { type Venue, VenueProvider } from '../../lib/venue.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { PageMessage } from '../../ui/PageMessage.tsx';
import { Workshop } from './Workshop.tsx';

// Nothing of it shows before somebody was away for long.
const IdleWatch = lazy(() =>
  import('../../features/auth/IdleWatch.tsx').then((file) => ({ default: file.IdleWatch })),
);

const keeper = createDraftKeeper();
/** Until the server has told. */
const UNKNOWN_VENUE: Venue = { timeZone: 'UTC', timingPort: null };

/**
 * One template in the builder. Who is signed in and the template are asked for at once; without a network the draft of
 * this browser is opened all the same.
 */
export function BuilderPage() {
  const { templateId } = useParams({ strict: false }) as { templateId: string };
  const me = useQuery({ ...meQuery, networkMode: 'always', retry: false });
  const opening = useOpening(templateId);
  const isSignedOut = me.error instanceof ApiError && me.error.status === 401;
  if (me.isPending || isSignedOut) return null;
  if (opening.error !== null) {
    return (
      <main>
        <PageMessage title="Builder">
          <ErrorPanel error={opening.error} what="the template" onRetry={opening.retry} />
        </PageMessage>
      </main>
    );
  }
  if (opening.open === null) return null;
  return (
    <Surroundings me={me.data ?? null}>
      <Workshop key={templateId} open={opening.open} me={me.data ?? null} />
    </Surroundings>
  );
}

/** What the parts of the builder find around them: who is signed in, the venue, and the live connection. */
function Surroundings({ me, children }: { me: MeReply | null; children: ReactNode }) {
  const live = useMemo(() => createConsoleLive(), []);
  const mayWatch = me?.permissions.includes('displays.view') === true;
  return (
    <MeProvider value={me}>
      <VenueProvider value={me === null ? UNKNOWN_VENUE : venueOf(me)}>
        <ConsoleLiveProvider live={live} enabled={mayWatch}>
          {me !== null && <Idle idleMinutes={me.idleMinutes} />}
          {children}
        </ConsoleLiveProvider>
      </VenueProvider>
    </MeProvider>
  );
}

function venueOf({ partner, timingPort }: MeReply): Venue {
  return { timeZone: partner.timeZone, timingPort: timingPort ?? null };
}

/** A login ends when nobody was here for long; what is not saved is kept in this browser. */
function Idle({ idleMinutes }: { idleMinutes: number }) {
  const logout = useLogout();
  const leave = (): void => {
    const next = encodeURIComponent(window.location.pathname + window.location.search);
    logout.mutate(undefined, {
      onSettled: () => window.location.assign(`/sign-in?next=${next}&why=idle`),
    });
  };
  return (
    <Suspense>
      <IdleWatch idleMinutes={idleMinutes} onIdle={leave} />
    </Suspense>
  );
}

function useOpening(templateId: string) {
  const [open, setOpen] = useState<OpenTemplate | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens it again
  useEffect(() => {
    let isGone = false;
    let opened: OpenTemplate | null = null;
    openTemplate(templateId, keeper).then(
      (ready) => {
        opened = ready;
        if (isGone) ready.saving.stop();
        else setOpen(ready);
      },
      (failure: unknown) => isGone || setError(failure),
    );
    return () => {
      isGone = true;
      opened?.saving.stop();
      setOpen(null);
    };
  }, [templateId, attempt]);
  const retry = (): void => {
    setError(null);
    setAttempt((before) => before + 1);
  };
  return { open, error, retry };
}
