import { Modal } from '@mantine/core';
import type { FactorAdded } from '@project88/core/contract/account.ts';
import { formErrors } from '../../lib/fieldErrors.ts';
import { useAddPasskey } from './api/factors.ts';
import { FactorForm } from './FactorForm.tsx';

interface AddPasskeyDialogProps {
  opened: boolean;
  onClose: () => void;
  onAdded: (added: FactorAdded) => void;
}

/** Add a passkey: the password here, the rest in the browser's own window. */
export function AddPasskeyDialog({ opened, onClose, onAdded }: AddPasskeyDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a passkey">
      <PasskeyForm onClose={onClose} onAdded={onAdded} />
    </Modal>
  );
}

function PasskeyForm({ onClose, onAdded }: Omit<AddPasskeyDialogProps, 'opened'>) {
  const add = useAddPasskey();
  return (
    <FactorForm
      text="Your fingerprint, your face, the PIN of this device or a security key. Your browser asks for it next."
      label="Passkey"
      action="Continue"
      busy={add.isPending}
      errors={formErrors(add.error, { PASSWORD_WRONG: 'currentPassword' })}
      onSubmit={(values) => add.mutate(values, { onSuccess: onAdded })}
      onCancel={onClose}
    />
  );
}
