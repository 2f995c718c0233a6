import { Button } from '@mantine/core';
import type { FactorAdded } from '@project88/core/contract/account.ts';
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { passkeysWorkHere } from '../../lib/passkeySupport.ts';
import classes from './AddFactor.module.css';
import { AddPasskeyDialog } from './AddPasskeyDialog.tsx';
import { AddTotpDialog } from './AddTotpDialog.tsx';
import { useRenewMe } from './api/account.ts';
import { RecoveryCodesDialog } from './RecoveryCodes.tsx';

interface AddFactorProps {
  /** Called when it counts and the recovery codes were taken. */
  onDone: () => void;
  /** Told while a window is open, with codes in it that nobody shows again. */
  onOpenChange?: (open: boolean) => void;
}

/** The two ways to a second factor. */
export function AddFactor({ onDone, onOpenChange }: AddFactorProps) {
  const [adding, setAdding] = useState<'totp' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const renewMe = useRenewMe();
  const isOpen = adding !== null || codes !== null;
  const tell = useEffectEvent((open: boolean) => onOpenChange?.(open));
  useEffect(() => tell(isOpen), [isOpen]);
  const finish = async () => {
    setCodes(null);
    onDone();
    await renewMe();
  };
  const added = ({ recoveryCodes }: FactorAdded) => {
    setAdding(null);
    if (recoveryCodes === null) finish();
    else setCodes(recoveryCodes);
  };
  const close = () => setAdding(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDeviceMobile size={16} />}
        onClick={() => setAdding('totp')}
      >
        Add an authenticator app
      </Button>
      {passkeysWorkHere() ? (
        <Button
          variant="default"
          leftSection={<IconFingerprint size={16} />}
          onClick={() => setAdding('passkey')}
        >
          Add a passkey
        </Button>
      ) : (
        <p className={classes.why}>
          Passkeys need an address with a name and https. This one has not, or the browser is too old.
        </p>
      )}
      <AddTotpDialog opened={adding === 'totp'} onClose={close} onAdded={added} />
      <AddPasskeyDialog opened={adding === 'passkey'} onClose={close} onAdded={added} />
      <RecoveryCodesDialog codes={codes} onDone={finish} />
    </>
  );
}
