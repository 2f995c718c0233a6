import type { Permission } from '@project88/core/contract/permissions.ts';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../../features/auth/api/me.ts';
import { asSignInReason, type SignInReason } from '../../features/auth/signInForm.ts';
import { ApiError } from '../../lib/api.ts';
import { homeOf } from './places.ts';
import { FailedPage, UnknownAddressPage } from './routes/MessagePages.tsx';
import { searchTexts } from './searchTexts.ts';
import { asSetupStep, type SetupStep } from './setupSteps.ts';

interface RouterContext {
  queryClient: QueryClient;
}

/** Where to go afterwards, and why somebody has to sign in. */
function signInSearch(search: Record<string, unknown>): { next?: string; why?: SignInReason } {
  const why = asSignInReason(search.why);
  return { ...(typeof search.next === 'string' && { next: search.next }), ...(why && { why }) };
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: UnknownAddressPage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./routes/SignInPage.tsx'), 'SignInPage'),
});

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./routes/ForgotPage.tsx'), 'ForgotPage'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('./routes/ResetPage.tsx'), 'ResetPage'),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./routes/InvitationPage.tsx'), 'InvitationPage'),
});

/** Everything that needs a person signed in. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('./routes/AppLayout.tsx'), 'AppLayout'),
});

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    throw redirect({ to: homeOf(await context.queryClient.ensureQueryData(meQuery)) });
  },
});

const sessionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions',
  staticData: { needs: 'displays.view' },
  validateSearch: searchTexts('search', 'mode', 'archived'),
  component: lazyRouteComponent(() => import('./routes/SessionsPage.tsx'), 'SessionsPage'),
});

/** Where the picture on a TV leads; its code stands in the fragment. */
const pairRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/pair',
  staticData: { needs: 'links.manage' },
  component: lazyRouteComponent(() => import('./routes/PairPage.tsx'), 'PairPage'),
});

const newSessionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/new',
  staticData: { needs: 'displays.edit' },
  component: lazyRouteComponent(() => import('./routes/NewSessionPage.tsx'), 'NewSessionPage'),
});

const sessionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/$sessionId',
  staticData: { needs: 'displays.view' },
  component: lazyRouteComponent(() => import('./routes/SessionPage.tsx'), 'SessionPage'),
});

const announcerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/$sessionId/announcer',
  staticData: { needs: 'displays.view' },
  component: lazyRouteComponent(() => import('./routes/AnnouncerPage.tsx'), 'AnnouncerPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/$sessionId/setup',
  staticData: { needs: 'displays.edit' },
  validateSearch: (search: Record<string, unknown>): { step: SetupStep } => ({
    step: asSetupStep(search.step),
  }),
  component: lazyRouteComponent(() => import('./routes/SetupPage.tsx'), 'SetupPage'),
});

const templatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/templates',
  staticData: { needs: 'templates.view' },
  validateSearch: searchTexts('search', 'folder', 'archived'),
  component: lazyRouteComponent(() => import('./routes/TemplatesPage.tsx'), 'TemplatesPage'),
});

const picturesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/pictures',
  staticData: { needs: 'templates.view' },
  component: lazyRouteComponent(() => import('./routes/PicturesPage.tsx'), 'PicturesPage'),
});

const timingRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/timing',
  staticData: { needs: 'timing.view' },
  component: lazyRouteComponent(() => import('./routes/TimingPage.tsx'), 'TimingPage'),
});

const timingSheetRoute = createRoute({
  getParentRoute: () => timingRoute,
  path: '$timingSessionId',
  component: lazyRouteComponent(() => import('./routes/TimingSheet.tsx'), 'TimingSheet'),
});

const keysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/keys',
  staticData: { needs: 'timing-keys.view' },
  component: lazyRouteComponent(() => import('./routes/KeysPage.tsx'), 'KeysPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./routes/AccountPage.tsx'), 'AccountPage'),
});

const teamRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/team',
  staticData: { needs: 'team.view' },
  validateSearch: searchTexts('person'),
  component: lazyRouteComponent(() => import('./routes/TeamPage.tsx'), 'TeamPage'),
});

const rolesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/roles',
  staticData: { needs: 'team.view' },
  component: lazyRouteComponent(() => import('./routes/RolesPage.tsx'), 'RolesPage'),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/api-keys',
  staticData: { needs: 'api-keys.manage' },
  component: lazyRouteComponent(() => import('./routes/ApiKeysPage.tsx'), 'ApiKeysPage'),
});

const auditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  staticData: { needs: 'audit.view' },
  validateSearch: searchTexts('action', 'actorId', 'objectId', 'from', 'to'),
  component: lazyRouteComponent(() => import('./routes/AuditPage.tsx'), 'AuditPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  staticData: { needs: 'team.view' },
  component: lazyRouteComponent(() => import('./routes/SettingsPage.tsx'), 'SettingsPage'),
});

const platformPartnersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/platform/partners',
  staticData: { needs: 'platform.partners' },
  component: lazyRouteComponent(() => import('./routes/PlatformPartnersPage.tsx'), 'PlatformPartnersPage'),
});

const platformPartnerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/platform/partners/$partnerId',
  staticData: { needs: 'platform.partners' },
  component: lazyRouteComponent(() => import('./routes/PlatformPartnerPage.tsx'), 'PlatformPartnerPage'),
});

const platformUsersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/platform/users',
  staticData: { needs: 'platform.users' },
  validateSearch: searchTexts('search'),
  component: lazyRouteComponent(() => import('./routes/PlatformUsersPage.tsx'), 'PlatformUsersPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  forgotRoute,
  resetRoute,
  invitationRoute,
  appRoute.addChildren([
    homeRoute,
    sessionsRoute,
    newSessionRoute,
    pairRoute,
    sessionRoute,
    setupRoute,
    announcerRoute,
    templatesRoute,
    picturesRoute,
    timingRoute.addChildren([timingSheetRoute]),
    keysRoute,
    accountRoute,
    teamRoute,
    rolesRoute,
    apiKeysRoute,
    auditRoute,
    settingsRoute,
    platformPartnersRoute,
    platformPartnerRoute,
    platformUsersRoute,
  ]),
]);

/** The console's pages by their addresses. Each page is a file of its own that is fetched when it is first needed. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: FailedPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
  interface StaticDataRouteOption {
    /** Who may see the page; the layout says so to everybody else. */
    needs?: Permission;
  }
}
