import type { SecondFactorTicket } from '@project88/core/contract/auth.ts';
import { useState } from 'react';
import { AuthPage } from './AuthPage.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { SecondFactorStep } from './SecondFactorStep.tsx';
import { SIGN_IN_REASONS, type SignInReason } from './signInForm.ts';

interface SignInFormProps {
  /** Why somebody who was at work is here. */
  why?: SignInReason | undefined;
  /** Called when the cookie is set. */
  onDone: () => void;
}

/** The sign-in page: the password, and the second factor of those who have one. */
export function SignInForm({ why, onDone }: SignInFormProps) {
  const [ticket, setTicket] = useState<SecondFactorTicket | null>(null);
  const [reason, setReason] = useState(why);
  const startAgain = (because?: SignInReason) => {
    setReason(because);
    setTicket(null);
  };
  if (ticket === null) {
    return <PasswordStep reason={reason && SIGN_IN_REASONS[reason]} onTicket={setTicket} onDone={onDone} />;
  }
  return (
    <AuthPage title="One more step" text="Your password is right. Now show that it is really you.">
      <SecondFactorStep ticket={ticket} onDone={onDone} onStartAgain={startAgain} />
    </AuthPage>
  );
}
