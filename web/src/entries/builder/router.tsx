import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';

const rootRoute = createRootRoute({ notFoundComponent: ToConsole });

const builderRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/builder/$templateId',
  validateSearch: (search: Record<string, unknown>): { session?: string } =>
    typeof search.session === 'string' ? { session: search.session } : {},
  component: lazyRouteComponent(() => import('./BuilderPage.tsx'), 'BuilderPage'),
});

/** Every other address is the console's, which is another page. */
function ToConsole() {
  window.location.reload();
  return null;
}

/** The builder's one address. `?session=` names the display session whose live data is on the canvas. */
export function createBuilderRouter() {
  return createRouter({ routeTree: rootRoute.addChildren([builderRoute]) });
}
