import { Button } from '@mantine/core';
import type { MeReply } from '@project88/core/contract/auth.ts';
import { IconEye } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import { useVenue } from '../../lib/venue.tsx';
import { useEndVisit } from './api/endVisit.ts';
import { meQuery } from './api/me.ts';
import classes from './VisitBanner.module.css';

/** How often the server is asked about a visit that should be over, in ms: a clock may be wrong by hours. */
const ASK_EVERY_MS = 60_000;

interface VisitBannerProps {
  partner: string;
  visit: NonNullable<MeReply['visit']>;
}

/** Reminds a platform administrator, on every page, that this is somebody else's data, and of the reason given. */
export function VisitBanner({ partner, visit }: VisitBannerProps) {
  const { timeZone } = useVenue();
  const end = useEndVisit();
  useStartAnewWhenOver(visit.endsAt);
  return (
    <section className={classes.banner} aria-label="Visit">
      <IconEye size={18} aria-hidden="true" className={classes.icon} />
      <p className={classes.text}>
        <strong>You are looking into the data of {partner}.</strong> They see this visit and its reason: “
        {visit.reason}”. It ends {formatInstant(visit.endsAt, timeZone)}.
        {end.isError && <span role="alert"> {messageOf(end.error)}</span>}
      </p>
      <Button
        variant="default"
        loading={end.isPending}
        onClick={() => end.mutate(undefined, { onSuccess: startAnew })}
      >
        End visit
      </Button>
    </section>
  );
}

/** Begin anew when the visit is over: when this machine's clock says so, the server is asked. */
function useStartAnewWhenOver(endsAt: string): void {
  const queryClient = useQueryClient();
  const mayBeOver = useNow() >= Date.parse(endsAt);
  useEffect(() => {
    if (!mayBeOver) return;
    const ask = async () => {
      const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
      if (me.visit === null) startAnew();
    };
    // When nothing answers, the next time does.
    const tryToAsk = () => void ask().catch(() => {});
    tryToAsk();
    const timer = setInterval(tryToAsk, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [mayBeOver, queryClient]);
}

/** By a fresh load of the page, so that nothing of the partner's data stays in its memory. */
function startAnew(): void {
  location.assign('/');
}
