import { IconBroadcast, IconDeviceTv, IconKey } from '@tabler/icons-react';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { meQuery } from '../../../features/auth/api/me.ts';
import { ConsoleLiveProvider } from '../../../lib/live/ConsoleLiveContext.tsx';
import { createConsoleLive } from '../../../lib/live/consoleLive.ts';
import { VenueProvider } from '../../../lib/venue.tsx';
import { AppFrame, navItemClass, toolSlotClass } from '../../../ui/AppFrame.tsx';
import { ColorSchemeToggle } from '../../../ui/ColorSchemeToggle.tsx';
import { LiveBadge } from '../../../ui/LiveBadge.tsx';

// A menu brings the code that floats it beside its button; the first screen does not wait for it.
const AccountMenu = lazy(() =>
  import('../../../features/auth/AccountMenu.tsx').then((file) => ({ default: file.AccountMenu })),
);

const NAVIGATION = [
  { to: '/sessions', name: 'Displays', Icon: IconDeviceTv },
  { to: '/timing', name: 'Timing', Icon: IconBroadcast },
  { to: '/keys', name: 'Keys', Icon: IconKey },
] as const;

/** The frame around every page behind the sign-in: places, live connection, account. */
export function AppLayout() {
  const { partner, timingPort } = useSuspenseQuery(meQuery).data;
  const [live] = useState(() => createConsoleLive());
  const venue = useMemo(
    () => ({ timeZone: partner.timeZone, timingPort: timingPort ?? null }),
    [partner.timeZone, timingPort],
  );
  return (
    <VenueProvider value={venue}>
      <ConsoleLiveProvider live={live}>
        <AppFrame partner={partner.name} navigation={NAVIGATION.map(navigationItem)} tools={<Tools />}>
          <Outlet />
        </AppFrame>
      </ConsoleLiveProvider>
    </VenueProvider>
  );
}

function navigationItem({ to, name, Icon }: (typeof NAVIGATION)[number]) {
  const link = (
    <Link to={to} className={navItemClass} activeOptions={{ exact: false }}>
      <Icon size={20} stroke={1.7} aria-hidden="true" />
      {name}
    </Link>
  );
  return { key: to, link };
}

function Tools() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = async () => {
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
  return (
    <>
      <LiveBadge />
      <ColorSchemeToggle />
      <span className={toolSlotClass}>
        <Suspense>
          <AccountMenu onSignedOut={leave} />
        </Suspense>
      </span>
    </>
  );
}
