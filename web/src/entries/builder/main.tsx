import '../../ui/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { keepShell } from '../../lib/offlineShell.ts';
import { createQueryClient } from '../../lib/queryClient.ts';
import { adoptThemeVariables, theme } from '../../ui/theme.ts';
import { createBuilderRouter } from './router.tsx';

const Toasts = lazy(() => import('../../ui/Toasts.tsx').then(({ Toasts }) => ({ default: Toasts })));

const queryClient = createQueryClient({
  // The work is kept in this browser; after signing in it goes on.
  onSignedOut: () => {
    const next = encodeURIComponent(window.location.pathname + window.location.search);
    window.location.assign(`/sign-in?next=${next}`);
  },
  onRefused: () => void queryClient.invalidateQueries(),
});
const router = createBuilderRouter();

keepShell(window, async (take) => {
  const { sayOffered } = await import('../../ui/toast.tsx');
  sayOffered('A newer version of the builder is ready.', 'Load it', take);
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
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
