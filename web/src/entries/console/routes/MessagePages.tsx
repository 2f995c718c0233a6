import { Button } from '@mantine/core';
import { IconLock, IconMapOff } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useMe } from '../../../lib/me.tsx';
import { roleName } from '../../../lib/roles.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx';
import { PageMessage } from '../../../ui/PageMessage.tsx';

/** There is nothing at this address. */
export function NotFoundPage() {
  return (
    <PageMessage title="Not found">
      <EmptyState
        icon={<IconMapOff size={20} />}
        title="There is nothing at this address"
        action={
          <Button component="a" href="/">
            To the first page
          </Button>
        }
      >
        It may have been deleted, or the address is mistyped.
      </EmptyState>
    </PageMessage>
  );
}

/** The same for an address that no page has: outside of the frame, so with a main landmark of its own. */
export function UnknownAddressPage() {
  return (
    <main>
      <NotFoundPage />
    </main>
  );
}

/** A page that failed while it was drawn. The others still work. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    router.invalidate();
  };
  return (
    <PageMessage title="This page failed">
      <ErrorPanel error={error} what="this page" onRetry={again} />
    </PageMessage>
  );
}

/** Somebody opened a page that their role does not open. */
export function NoPermissionPage() {
  const { user, partner } = useMe();
  return (
    <PageMessage title="No permission">
      <EmptyState icon={<IconLock size={20} />} title="Your role does not open this page">
        Your role at {partner.name} is “{roleName(user)}”. Somebody who manages the team can give you another
        one.
      </EmptyState>
    </PageMessage>
  );
}
