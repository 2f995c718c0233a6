import { Button } from '@mantine/core';
import type { MeReply } from '@project88/core/contract/auth.ts';
import { IconEye } from '@tabler/icons-react';
import { useEffect } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import { useVenue } from '../../lib/venue.tsx';
import { useEndVisit } from './api/endVisit.ts';
import classes from './VisitBanner.module.css';

interface VisitBannerProps {
  partner: string;
  visit: NonNullable<MeReply['visit']>;
}

/** Reminds a platform administrator, on every page, that this is somebody else's data, and of the reason given. */
export function VisitBanner({ partner, visit }: VisitBannerProps) {
  const { timeZone } = useVenue();
  const end = useEndVisit();
  const over = useNow() >= Date.parse(visit.endsAt);
  useEffect(() => {
    if (over) startAnew();
  }, [over]);
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

/** By a fresh load of the page, so that nothing of the partner's data stays in its memory. */
function startAnew(): void {
  location.assign('/');
}
