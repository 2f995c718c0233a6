import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../../features/auth/api/me.ts';
import { ApiError } from '../../lib/api.ts';
import { FailedPage, UnknownAddressPage } from './routes/MessagePages.tsx';
import { asSetupStep, type SetupStep } from './setupSteps.ts';

interface RouterContext {
  queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: UnknownAddressPage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('./routes/SignInPage.tsx'), 'SignInPage'),
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
  beforeLoad: () => {
    throw redirect({ to: '/sessions' });
  },
});

const sessionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./routes/SessionsPage.tsx'), 'SessionsPage'),
});

const newSessionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/new',
  component: lazyRouteComponent(() => import('./routes/NewSessionPage.tsx'), 'NewSessionPage'),
});

const sessionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/$sessionId',
  component: lazyRouteComponent(() => import('./routes/SessionPage.tsx'), 'SessionPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sessions/$sessionId/setup',
  validateSearch: (search: Record<string, unknown>): { step: SetupStep } => ({
    step: asSetupStep(search.step),
  }),
  component: lazyRouteComponent(() => import('./routes/SetupPage.tsx'), 'SetupPage'),
});

const timingRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/timing',
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
  component: lazyRouteComponent(() => import('./routes/KeysPage.tsx'), 'KeysPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  appRoute.addChildren([
    homeRoute,
    sessionsRoute,
    newSessionRoute,
    sessionRoute,
    setupRoute,
    timingRoute.addChildren([timingSheetRoute]),
    keysRoute,
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
}
