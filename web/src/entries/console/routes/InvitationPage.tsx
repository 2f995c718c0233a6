import { useNavigate } from '@tanstack/react-router';
import { InvitationForm } from '../../../features/auth/InvitationForm.tsx';

export function InvitationPage() {
  const navigate = useNavigate();
  return <InvitationForm onDone={() => navigate({ to: '/', replace: true })} />;
}
