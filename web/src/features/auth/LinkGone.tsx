import { IconUnlink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError } from '../../lib/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { AuthPage } from './AuthPage.tsx';

/** True when the server says that a one-time link works no more. */
export function isGone(error: Error | null): boolean {
  return error instanceof ApiError && error.code === 'ONE_TIME_LINK_GONE';
}

interface LinkGoneProps {
  title: string;
  /** What to do now. */
  children: ReactNode;
  /** True when the page was opened without a token at all. */
  missing: boolean;
}

/** A one-time link that works no more, or was not opened in full. */
export function LinkGone({ title, children, missing }: LinkGoneProps) {
  const why = missing
    ? 'A part of the address is missing, or the page was loaded again.'
    : 'It was used, has expired or was taken back. A link works once.';
  return (
    <AuthPage title={missing ? 'This link is not complete' : title} text={why}>
      <EmptyState
        compact
        icon={<IconUnlink size={20} />}
        title={missing ? 'Open the link again' : 'Ask for a new link'}
        action={
          <ButtonLink to="/sign-in" variant="default">
            To the sign-in
          </ButtonLink>
        }
      >
        {missing ? 'Open the link once more, in full, from where you got it.' : children}
      </EmptyState>
    </AuthPage>
  );
}
