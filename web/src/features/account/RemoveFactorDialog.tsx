import type { FactorView } from '@project88/core/contract/account.ts';
import { sayDone } from '../../ui/toast.tsx';
import { useRemoveFactor } from './api/factors.ts';
import { ConfirmByPassword } from './ConfirmByPassword.tsx';

interface RemoveFactorDialogProps {
  /** The factor to remove; null keeps the dialog closed. */
  factor: FactorView | null;
  isLast: boolean;
  onClose: () => void;
}

/** Remove a second factor. */
export function RemoveFactorDialog({ factor, isLast, onClose }: RemoveFactorDialogProps) {
  const remove = useRemoveFactor();
  const confirm = (currentPassword: string) => {
    if (factor === null) return;
    const done = () => {
      sayDone(`${factor.label} is removed.`);
      onClose();
    };
    remove.mutate({ id: factor.id, currentPassword }, { onSuccess: done });
  };
  return (
    <ConfirmByPassword
      opened={factor !== null}
      onClose={onClose}
      title={`Remove ${factor?.label ?? ''}`}
      action="Remove"
      request={remove}
      onConfirm={confirm}
    >
      {isLast
        ? 'It is your last second factor: your password alone opens the account then, and the recovery codes work no more.'
        : 'Signing in with it works no more. Your other second factors stay.'}
    </ConfirmByPassword>
  );
}
