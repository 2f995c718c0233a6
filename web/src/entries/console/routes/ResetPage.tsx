import { useNavigate } from '@tanstack/react-router';
import { ResetForm } from '../../../features/auth/ResetForm.tsx';

export function ResetPage() {
  const navigate = useNavigate();
  return <ResetForm onDone={() => navigate({ to: '/sign-in', search: { why: 'reset' }, replace: true })} />;
}
