import '../../ui/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { meQuery } from '../../features/auth/api/me.ts';
import { takeOneTimeToken } from '../../features/auth/oneTimeToken.ts';
import type { SignInReason } from '../../features/auth/signInForm.ts';
import { keepShell } from '../../lib/offlineShell.ts';
import { createQueryClient } from '../../lib/queryClient.ts';
import { adoptThemeVariables, theme } from '../../ui/theme.ts';
import { createConsoleRouter } from './router.tsx';

// Nothing is said in the corner before someone has done something, so its code can come later.
const Toasts = lazy(() => import('../../ui/Toasts.tsx').then(({ Toasts }) => ({ default: Toasts })));

// Before the router: it keeps every address that it has seen.
takeOneTimeToken();
const queryClient = createQueryClient({
  onSignedOut: () => void leaveForSignIn('ended'),
  onRefused: () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
});
const router = createConsoleRouter(queryClient);

/** The server no longer knows who asks: to the sign-in page, and back here afterwards. */
async function leaveForSignIn(why: SignInReason): Promise<void> {
  // Who was never signed in is sent there by the route itself, and nothing has "ended".
  if (queryClient.getQueryData(meQuery.queryKey) === undefined) return;
  const { pathname, href } = router.latestLocation;
  if (pathname === '/sign-in') return;
  await router.navigate({ to: '/sign-in', search: { next: href, why } });
  queryClient.clear();
}

keepShell(window, async (take) => {
  const { sayOffered } = await import('../../ui/toast.tsx');
  sayOffered('A newer version of this console is ready.', 'Load it', take);
});
adoptThemeVariables();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Suspense>
        <Toasts />
      </Suspense>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
