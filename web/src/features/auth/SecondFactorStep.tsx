import { Anchor, Button, TextInput } from '@mantine/core';
import type { SecondFactorBody, SecondFactorTicket } from '@project88/core/contract/auth.ts';
import { IconFingerprint } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { ApiError, messageOf } from '../../lib/api.ts';
import { passkeysWorkHere } from '../../lib/passkeySupport.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePasskeyAnswer, useSecondFactor } from './api/secondFactor.ts';
import classes from './Form.module.css';
import type { SignInReason } from './signInForm.ts';

/** A server forgets the ticket after so many wrong answers; from then on only a new beginning helps. */
const WRONG_ANSWERS = 5;
const CODE = /^\d{6}$/;

interface SecondFactorStepProps {
  ticket: SecondFactorTicket;
  onDone: () => void;
  onStartAgain: (because?: SignInReason) => void;
}

/** The second factor: a code, a passkey or a recovery code, whichever the person has. */
export function SecondFactorStep({ ticket, onDone, onStartAgain }: SecondFactorStepProps) {
  const { methods, passkeyOptions } = ticket;
  const [byRecoveryCode, setByRecoveryCode] = useState(!methods.some((method) => method !== 'recovery-code'));
  const wrong = useRef(0);
  const answer = useSecondFactor();
  const passkey = usePasskeyAnswer();
  const give = (body: Omit<SecondFactorBody, 'ticket'>, onWrong?: () => void) =>
    answer.mutate(
      { ticket: ticket.ticket, ...body },
      {
        onSuccess: onDone,
        onError: (error) => {
          if (!(error instanceof ApiError) || error.code !== 'SECOND_FACTOR_WRONG') return;
          wrong.current += 1;
          if (wrong.current >= WRONG_ANSWERS) onStartAgain('again');
          onWrong?.();
        },
      },
    );
  const byPasskey = () => passkey.mutate(passkeyOptions, { onSuccess: (given) => give({ passkey: given }) });
  const offersCode = methods.includes('totp') && !byRecoveryCode;
  const offersPasskey = methods.includes('passkey') && passkeysWorkHere() && !byRecoveryCode;
  const problem = passkey.error ?? answer.error;
  const isField = offersCode || byRecoveryCode;
  return (
    <div className={classes.form}>
      {problem !== null && (!isField || problem === passkey.error) && (
        <Notice tone="bad">{messageOf(problem)}</Notice>
      )}
      {offersCode && (
        <CodeForm
          busy={answer.isPending}
          error={answer.error}
          onCode={(code, onWrong) => give({ code }, onWrong)}
        />
      )}
      {offersCode && offersPasskey && <p className={classes.or}>or</p>}
      {offersPasskey && (
        <Button
          size="md"
          variant={offersCode ? 'default' : 'filled'}
          leftSection={<IconFingerprint size={18} />}
          loading={passkey.isPending || (answer.isPending && !offersCode)}
          onClick={byPasskey}
          data-autofocus={!offersCode}
        >
          Use a passkey
        </Button>
      )}
      {byRecoveryCode && (
        <RecoveryForm
          busy={answer.isPending}
          error={answer.error}
          onCode={(recoveryCode) => give({ recoveryCode })}
        />
      )}
      {!byRecoveryCode && !offersCode && !offersPasskey && (
        <Notice tone="warn">
          Your second factor is a passkey, and this browser does not offer passkeys at this address. Use a
          recovery code or another browser.
        </Notice>
      )}
      <p className={classes.ways}>
        {methods.includes('recovery-code') && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              answer.reset();
              setByRecoveryCode(!byRecoveryCode);
            }}
          >
            {byRecoveryCode ? 'Use the second factor' : 'Use a recovery code'}
          </Anchor>
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => onStartAgain()}>
          Start again
        </Anchor>
      </p>
    </div>
  );
}

interface CodeFormProps {
  busy: boolean;
  error: Error | null;
  onCode: (code: string, onWrong: () => void) => void;
}

/** Six digits. They are sent as soon as they are there, typed or filled in by the telephone. */
function CodeForm({ busy, error, onCode }: CodeFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [hint, setHint] = useState<string | null>(null);
  const send = (digits: string) => {
    if (!CODE.test(digits)) return setHint('Enter the six digits that the app shows now');
    setHint(null);
    onCode(digits, () => field.current?.select());
  };
  const change = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (CODE.test(digits) && digits !== code && !busy) send(digits);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send(code);
      }}
      noValidate
    >
      <TextInput
        ref={field}
        label="Code of your authenticator app"
        description="Six digits, renewed every half minute"
        className={classes.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="md"
        data-autofocus
        autoFocus
        value={code}
        onChange={(event) => change(event.currentTarget.value)}
        error={hint ?? (error && messageOf(error))}
      />
      <Button type="submit" size="md" fullWidth loading={busy}>
        Continue
      </Button>
    </form>
  );
}

function RecoveryForm({
  busy,
  error,
  onCode,
}: {
  busy: boolean;
  error: Error | null;
  onCode: (code: string) => void;
}) {
  const [code, setCode] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (code.trim() !== '') onCode(code.trim());
      }}
      noValidate
    >
      <TextInput
        label="Recovery code"
        description="One of the codes that you stored when you set up the second factor. Each works once."
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        size="md"
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={error && messageOf(error)}
      />
      <Button type="submit" size="md" fullWidth loading={busy}>
        Continue
      </Button>
    </form>
  );
}
