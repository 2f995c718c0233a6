import { Anchor, Button } from '@mantine/core';
import type { SecondFactorBody, SecondFactorTicket } from '@project88/core/contract/auth.ts';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { passkeysWorkHere } from '../../lib/passkeySupport.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePasskeyAnswer, useSecondFactor } from './api/secondFactor.ts';
import { CodeForm } from './CodeForm.tsx';
import classes from './Form.module.css';
import { RecoveryCodeForm } from './RecoveryCodeForm.tsx';
import { attemptsLeftOf, type SignInReason } from './signInForm.ts';

interface SecondFactorStepProps {
  ticket: SecondFactorTicket;
  onDone: () => void;
  onStartAgain: (because?: SignInReason) => void;
}

/** The second factor: a code, a passkey or a recovery code, whichever the person has. */
export function SecondFactorStep(props: SecondFactorStepProps) {
  const { methods } = props.ticket;
  const hasCodes = methods.includes('recovery-code');
  const [byRecoveryCode, setByRecoveryCode] = useState(hasCodes && methods.length === 1);
  const answer = useAnswer(props);
  return (
    <div className={classes.form}>
      {byRecoveryCode ? (
        <RecoveryCodeForm
          busy={answer.isPending}
          error={answer.error}
          onCode={(recoveryCode) => answer.give({ recoveryCode })}
        />
      ) : (
        <Factors ticket={props.ticket} answer={answer} />
      )}
      <p className={classes.ways}>
        {hasCodes && (
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
        <Anchor component="button" type="button" size="sm" onClick={() => props.onStartAgain()}>
          Start again
        </Anchor>
      </p>
    </div>
  );
}

/** Gives answers to the ticket until one is right, or it is used up. */
function useAnswer({ ticket, onDone, onStartAgain }: SecondFactorStepProps) {
  const { mutate, isPending, error, reset } = useSecondFactor();
  const give = (body: Omit<SecondFactorBody, 'ticket'>, onWrong?: () => void) => {
    const failed = (problem: Error) => {
      const left = attemptsLeftOf(problem);
      if (left === 0) onStartAgain('again');
      else if (left !== null) onWrong?.();
    };
    mutate({ ticket: ticket.ticket, ...body }, { onSuccess: onDone, onError: failed });
  };
  return { give, isPending, error, reset };
}

interface FactorsProps {
  ticket: SecondFactorTicket;
  answer: ReturnType<typeof useAnswer>;
}

/** The code of an app, a passkey, or both to choose from. */
function Factors({ ticket, answer }: FactorsProps) {
  const passkey = usePasskeyAnswer();
  const offersCode = ticket.methods.includes('totp');
  const offersPasskey = ticket.methods.includes('passkey') && passkeysWorkHere();
  const givePasskey = () =>
    passkey.mutate(ticket.passkeyOptions, { onSuccess: (given) => answer.give({ passkey: given }) });
  // What is wrong with a code stands at its field.
  const problem = passkey.error ?? (offersCode ? null : answer.error);
  return (
    <>
      {problem !== null && <Notice tone="bad">{messageOf(problem)}</Notice>}
      {offersCode && (
        <CodeForm
          busy={answer.isPending}
          error={answer.error}
          onCode={(code, onWrong) => answer.give({ code }, onWrong)}
        />
      )}
      {offersCode && offersPasskey && <p className={classes.or}>or</p>}
      {offersPasskey && (
        <Button
          size="md"
          variant={offersCode ? 'default' : 'filled'}
          leftSection={<IconFingerprint size={18} />}
          loading={passkey.isPending || (answer.isPending && !offersCode)}
          onClick={givePasskey}
        >
          Use a passkey
        </Button>
      )}
      {!offersCode && !offersPasskey && (
        <Notice tone="warn">
          Your second factor is a passkey, and this browser does not offer passkeys at this address. Use a
          recovery code or another browser.
        </Notice>
      )}
    </>
  );
}
