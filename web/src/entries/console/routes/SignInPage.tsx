import { useNavigate, useSearch } from '@tanstack/react-router';
import { SignInForm } from '../../../features/auth/SignInForm.tsx';
import { safeNext } from '../../../features/auth/signInForm.ts';

export function SignInPage() {
  const { next, why } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  return <SignInForm why={why} onDone={() => navigate({ href: safeNext(next), replace: true })} />;
}
