import { useRenewRecoveryCodes } from './api/factors.ts';
import { ConfirmByPassword } from './ConfirmByPassword.tsx';

interface RenewCodesDialogProps {
  opened: boolean;
  onClose: () => void;
  onCodes: (codes: string[]) => void;
}

/** Make new recovery codes. */
export function RenewCodesDialog({ opened, onClose, onCodes }: RenewCodesDialogProps) {
  const renew = useRenewRecoveryCodes();
  return (
    <ConfirmByPassword
      opened={opened}
      onClose={onClose}
      title="New recovery codes"
      action="Make new codes"
      request={renew}
      onConfirm={(currentPassword) =>
        renew.mutate({ currentPassword }, { onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) })
      }
    >
      The old codes work no more from then on. Throw the old sheet away.
    </ConfirmByPassword>
  );
}
