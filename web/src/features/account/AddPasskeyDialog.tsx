import { Modal } from '@mantine/core';
import type { FactorAdded } from '@project88/core/contract/account.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { useAddPasskey } from './api/factors.ts';
import { FactorForm } from './FactorForm.tsx';

interface AddPasskeyDialogProps {
  opened: boolean;
  onClose: () => void;
  onAdded: (added: FactorAdded) => void;
}

/** Add a passkey: the password here, the rest in the browser's own window. */
export function AddPasskeyDialog({ opened, onClose, onAdded }: AddPasskeyDialogProps) {
  const add = useAddPasskey();
  const close = dialogClose(add, onClose);
  return (
    <Modal opened={opened} onClose={close} title="Add a passkey">
      <FactorForm
        text="Your fingerprint, your face, the PIN of this device or a security key. Your browser asks for it next."
        label="Passkey"
        action="Continue"
        request={add}
        onSubmit={(values) => add.mutate(values, { onSuccess: onAdded })}
        onCancel={close}
      />
    </Modal>
  );
}
