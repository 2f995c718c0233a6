import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { SignInReason } from '../../features/auth/signInForm.ts';

/** To the sign-in page; what was fetched for this person is forgotten. */
export function useLeave(): (search: { next?: string; why?: SignInReason }) => Promise<void> {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return async (search) => {
    await navigate({ to: '/sign-in', search });
    queryClient.clear();
  };
}
