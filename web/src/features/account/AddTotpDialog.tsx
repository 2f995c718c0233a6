import { Modal, Stack, Text, TextInput } from '@mantine/core';
import type { FactorAdded, TotpCreated } from '@project88/core/contract/account.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { SecretValue } from '../../ui/SecretValue.tsx';
import classes from './AddFactor.module.css';
import { useAddTotp, useConfirmTotp } from './api/factors.ts';
import { FactorForm } from './FactorForm.tsx';
import { groupedSecret } from './groupedSecret.ts';

const QR_PX = 184;

interface AddTotpDialogProps {
  opened: boolean;
  onClose: () => void;
  onAdded: (added: FactorAdded) => void;
}

/** Add an authenticator app: the password, the picture to scan, and the first code as the proof that it worked. */
export function AddTotpDialog({ opened, onClose, onAdded }: AddTotpDialogProps) {
  const add = useAddTotp();
  const confirm = useConfirmTotp();
  const close = dialogClose(confirm, dialogClose(add, onClose));
  return (
    <Modal opened={opened} onClose={close} title="Add an authenticator app">
      {add.data === undefined ? (
        <FactorForm
          text="An app on your telephone shows six digits that change every half minute. Any app for one-time codes will do."
          label="Authenticator app"
          action="Continue"
          request={add}
          onSubmit={(values) => add.mutate(values)}
          onCancel={close}
        />
      ) : (
        <Confirm
          created={add.data}
          confirm={confirm}
          onCancel={close}
          onAdded={(added) => {
            add.reset();
            onAdded(added);
          }}
        />
      )}
    </Modal>
  );
}

interface ConfirmProps {
  created: TotpCreated;
  confirm: ReturnType<typeof useConfirmTotp>;
  onCancel: () => void;
  onAdded: (added: FactorAdded) => void;
}

function Confirm({ created, confirm, onCancel, onAdded }: ConfirmProps) {
  const [code, setCode] = useState('');
  const submit = () => {
    confirm.mutate({ id: created.id, code: code.replace(/\D/g, '') }, { onSuccess: onAdded });
  };
  return (
    <Form onSubmit={submit} error={confirm.error}>
      <Stack>
        <div className={classes.scan}>
          <div className={classes.qr}>
            <QrCode value={created.url} sizePx={QR_PX} label="QR code for the authenticator app" />
          </div>
          <div className={classes.words}>
            <Text>1. Scan this with the app.</Text>
            <Text size="sm" c="dimmed">
              Cannot scan? Type this key into the app:
            </Text>
            <SecretValue value={groupedSecret(created.secret)} label="key" />
          </div>
        </div>
        <TextInput
          label="2. Enter the six digits that the app shows now"
          className={classes.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={confirm.isError ? messageOf(confirm.error) : null}
          data-autofocus
        />
        <Notice tone="info">From then on, signing in asks for such a code.</Notice>
        <FormButtons
          action="Add"
          onCancel={onCancel}
          busy={confirm.isPending}
          disabled={code.replace(/\D/g, '').length !== 6}
        />
      </Stack>
    </Form>
  );
}
