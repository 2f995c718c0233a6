import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../lib/me.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { AddFactor } from './AddFactor.tsx';
import { accountQuery } from './api/account.ts';

interface SecondFactorGateProps {
  onSignOut: () => void;
  /** Told while a window is open: the gate must not go away under it. */
  onOpenChange: (open: boolean) => void;
}

/** All that is open to somebody whose partner asks for a second factor that they do not have yet. */
export function SecondFactorGate({ onSignOut, onOpenChange }: SecondFactorGateProps) {
  const { partner } = useMe();
  const query = useQuery(accountQuery);
  return (
    <>
      <PageHeader
        title="Add a second factor"
        subtitle={`${partner.name} asks everybody for a second factor beside the password. Add one now, and the console opens.`}
      />
      <Surface>
        <QueryBoundary query={query} what="your account" lines={3}>
          {({ factors }) => (
            <Choice hasOne={factors.length > 0} onSignOut={onSignOut} onOpenChange={onOpenChange} />
          )}
        </QueryBoundary>
      </Surface>
    </>
  );
}

/** As it was when the page opened: a factor that is added here does not change the page while its codes are read. */
function Choice({ hasOne, onSignOut, onOpenChange }: SecondFactorGateProps & { hasOne: boolean }) {
  const [hadOne] = useState(hasOne);
  if (hadOne) return <SignInAgain onSignOut={onSignOut} />;
  return (
    <EmptyState
      icon={<IconShieldLock size={20} />}
      title="Something that you know, and something that you have"
      action={
        <AddFactor onDone={() => sayDone('Thank you. The console is open.')} onOpenChange={onOpenChange} />
      }
    >
      An app on your telephone, or the fingerprint, face or PIN of a device. It takes a minute, and somebody
      who learned your password still stands outside.
    </EmptyState>
  );
}

/** It was added elsewhere, after this login had begun. */
function SignInAgain({ onSignOut }: { onSignOut: () => void }) {
  return (
    <EmptyState
      icon={<IconShieldLock size={20} />}
      title="Your account has a second factor"
      action={<Button onClick={onSignOut}>Sign in again</Button>}
    >
      You signed in here before it was added. Sign in again with it.
    </EmptyState>
  );
}
