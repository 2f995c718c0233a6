import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx';
import { PageMessage } from '../../../ui/PageMessage.tsx';

/** There is nothing at this address. */
export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <PageMessage>
      <EmptyState
        icon={<IconMapOff size={20} />}
        title="There is nothing at this address"
        action={
          <Button component="a" href="/sessions">
            To the display sessions
          </Button>
        }
      >
        It may have been deleted, or the address is mistyped.
      </EmptyState>
    </PageMessage>
  );
}

/** A page that failed while it was drawn. The others still work. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  usePageTitle('Failed');
  const again = () => {
    reset();
    router.invalidate();
  };
  return (
    <PageMessage>
      <ErrorPanel error={error} what="this page" onRetry={again} />
    </PageMessage>
  );
}
