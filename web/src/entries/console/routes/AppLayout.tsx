import {
  IconBroadcast,
  IconBuilding,
  IconDeviceTv,
  IconHistory,
  IconKey,
  IconPhoto,
  IconRobot,
  IconSettings,
  IconShieldLock,
  IconTemplate,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useLogout } from '../../../features/auth/api/logout.ts';
import { meQuery } from '../../../features/auth/api/me.ts';
import { ConsoleLiveProvider, useLiveState } from '../../../lib/live/ConsoleLiveContext.tsx';
import { createConsoleLive } from '../../../lib/live/consoleLive.ts';
import { MeProvider, useMay, useMe, usePermissions } from '../../../lib/me.tsx';
import { VenueProvider } from '../../../lib/venue.tsx';
import { AppFrame, type NavGroup, navItemClass, toolSlotClass } from '../../../ui/AppFrame.tsx';
import { ColorSchemeToggle } from '../../../ui/ColorSchemeToggle.tsx';
import { LiveBadge } from '../../../ui/LiveBadge.tsx';
import { type Place, placesFor } from '../places.ts';
import { useLeave } from '../useLeave.ts';
import { NoPermissionPage } from './MessagePages.tsx';

// A menu brings the code that floats it beside its button; the first screen does not wait for it.
const AccountMenu = lazy(() =>
  import('../../../features/auth/AccountMenu.tsx').then((file) => ({ default: file.AccountMenu })),
);
// Nothing of it shows before somebody was away for long.
const IdleWatch = lazy(() =>
  import('../../../features/auth/IdleWatch.tsx').then((file) => ({ default: file.IdleWatch })),
);
const SecondFactorGate = lazy(() =>
  import('../../../features/account/SecondFactorGate.tsx').then((file) => ({
    default: file.SecondFactorGate,
  })),
);
// Only platform administrators see it, and seldom.
const VisitBanner = lazy(() =>
  import('../../../features/auth/VisitBanner.tsx').then((file) => ({ default: file.VisitBanner })),
);

const ICONS: Record<Place['to'], typeof IconKey> = {
  '/sessions': IconDeviceTv,
  '/templates': IconTemplate,
  '/pictures': IconPhoto,
  '/timing': IconBroadcast,
  '/keys': IconKey,
  '/platform/partners': IconBuilding,
  '/platform/users': IconUsersGroup,
  '/team': IconUsers,
  '/roles': IconShieldLock,
  '/api-keys': IconRobot,
  '/audit': IconHistory,
  '/settings': IconSettings,
};

const GROUP_NAMES: Record<Place['group'], string | null> = {
  race: null,
  platform: 'Platform',
  admin: 'Admin',
};

/** Everything behind the sign-in: who is signed in, the live connection, and the frame around the page. */
export function AppLayout() {
  const me = useSuspenseQuery(meQuery).data;
  const { partner, timingPort, permissions, secondFactorMissing } = me;
  const [live] = useState(() => createConsoleLive());
  const venue = useMemo(
    () => ({ timeZone: partner.timeZone, timingPort: timingPort ?? null }),
    [partner.timeZone, timingPort],
  );
  const maySeeLive = permissions.includes('displays.view') && !secondFactorMissing;
  return (
    <MeProvider value={me}>
      <VenueProvider value={venue}>
        <ConsoleLiveProvider live={live} enabled={maySeeLive}>
          <Watch />
          <Frame />
        </ConsoleLiveProvider>
      </VenueProvider>
    </MeProvider>
  );
}

/** Notices when the login ends: because nobody is here, or because the server says so on the live connection. */
function Watch() {
  const { idleMinutes } = useMe();
  const router = useRouter();
  const queryClient = useQueryClient();
  const logout = useLogout();
  const leave = useLeave();
  const ended = useLiveState((state) => state.ended);
  useEffect(() => {
    if (ended) queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  }, [ended, queryClient]);
  const goIdle = () => {
    const next = router.latestLocation.href;
    logout.mutate(undefined, { onSettled: () => leave({ next, why: 'idle' }) });
  };
  return (
    <Suspense>
      <IdleWatch idleMinutes={idleMinutes} onIdle={goIdle} />
    </Suspense>
  );
}

function Frame() {
  const { partner, permissions, visit, secondFactorMissing } = useMe();
  const logout = useLogout();
  const leave = useLeave();
  const [isSettingUp, setSettingUp] = useState(false);
  const isGated = secondFactorMissing || isSettingUp;
  const banner = visit !== null && (
    <Suspense>
      <VisitBanner partner={partner.name} visit={visit} />
    </Suspense>
  );
  return (
    <AppFrame
      partner={partner.name}
      navigation={isGated ? [] : groupsOf(placesFor(permissions))}
      tools={<Tools />}
      banner={banner}
    >
      {isGated ? (
        <Suspense>
          <SecondFactorGate
            onOpenChange={setSettingUp}
            onSignOut={() => logout.mutate(undefined, { onSettled: () => leave({}) })}
          />
        </Suspense>
      ) : (
        <Page />
      )}
    </AppFrame>
  );
}

/** The page, or the sentence that this person's role does not open it; a part of a page needs what the page needs. */
function Page() {
  const permissions = usePermissions();
  const isOpen = useMatches({
    select: (matches) =>
      matches.every(({ staticData: { needs } }) => needs === undefined || permissions.has(needs)),
  });
  return isOpen ? <Outlet /> : <NoPermissionPage />;
}

function groupsOf(places: readonly Place[]): NavGroup[] {
  const groups: Place['group'][] = ['race', 'platform', 'admin'];
  return groups
    .map((group) => ({
      name: GROUP_NAMES[group],
      items: places.filter((place) => place.group === group).map(navigationItem),
    }))
    .filter(({ items }) => items.length > 0);
}

function navigationItem({ to, name }: Place) {
  const Icon = ICONS[to];
  const link = (
    <Link to={to} className={navItemClass} activeOptions={{ exact: false, includeSearch: false }}>
      <Icon size={20} stroke={1.7} aria-hidden="true" />
      {name}
    </Link>
  );
  return { key: to, link };
}

function Tools() {
  const { secondFactorMissing } = useMe();
  const maySeeLive = useMay('displays.view');
  const leave = useLeave();
  return (
    <>
      {maySeeLive && !secondFactorMissing && <LiveBadge />}
      <ColorSchemeToggle />
      <span className={toolSlotClass}>
        <Suspense>
          <AccountMenu onSignedOut={() => leave({})} />
        </Suspense>
      </span>
    </>
  );
}
