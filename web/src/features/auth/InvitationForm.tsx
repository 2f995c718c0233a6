import { Button, TextInput } from '@mantine/core';
import type { InvitationOffer } from '@project88/core/contract/auth.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, messageOf } from '../../lib/api.ts';
import { TextLink } from '../../ui/links.tsx';
import { NewPasswordInput } from '../../ui/NewPasswordInput.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { newPasswordProblem } from '../../ui/newPassword.ts';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { AuthPage } from './AuthPage.tsx';
import { invitationQuery, useAcceptInvitation } from './api/oneTimeLinks.ts';
import classes from './Form.module.css';
import { isGone, LinkGone } from './LinkGone.tsx';
import { oneTimeToken } from './oneTimeToken.ts';

/** Accept an invitation: what is offered, and the name and password that make it an account. */
export function InvitationForm({ onDone }: { onDone: () => void }) {
  const token = oneTimeToken();
  const query = useQuery({ ...invitationQuery(token), enabled: token !== '' });
  if (token === '' || isGone(query.error)) return <Gone missing={token === ''} />;
  return (
    <AuthPage
      title={query.data ? `Join ${query.data.partner}` : 'Your invitation'}
      text="Choose a password, and your account is ready."
      foot={<TextLink to="/sign-in">I have an account: sign in</TextLink>}
    >
      <QueryBoundary query={query} what="the invitation" compact>
        {(offer) => <AcceptForm token={token} offer={offer} onDone={onDone} />}
      </QueryBoundary>
    </AuthPage>
  );
}

function Gone({ missing }: { missing: boolean }) {
  return (
    <LinkGone title="This invitation works no more" missing={missing}>
      Whoever invited you can send you another one. Accepted it already? Then sign in.
    </LinkGone>
  );
}

interface AcceptFormProps {
  token: string;
  offer: InvitationOffer;
  onDone: () => void;
}

function AcceptForm({ token, offer, onDone }: AcceptFormProps) {
  const [name, setName] = useState(offer.name);
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const accept = useAcceptInvitation();
  if (isGone(accept.error)) return <GoneNotice />;
  const nameProblem = name.trim() === '' ? 'Enter your name' : null;
  const refused = newPasswordProblem(password, accept.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (nameProblem !== null || newPasswordProblem(password) !== null) return;
    accept.mutate({ token, name: name.trim(), password }, { onSuccess: onDone });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {accept.isError && refused === null && <AcceptProblem error={accept.error} />}
      <p className={classes.facts}>
        {offer.email}
        <span>
          {offer.role} at {offer.partner}
        </span>
      </p>
      {/* Password managers look for the address beside a new password. */}
      <input type="hidden" name="username" autoComplete="username" value={offer.email} readOnly />
      <TextInput
        label="Your name"
        description="As your colleagues see it"
        autoComplete="name"
        size="md"
        autoFocus={offer.name === ''}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={checked ? nameProblem : null}
      />
      <NewPasswordInput
        label="Password"
        size="md"
        autoFocus={offer.name !== ''}
        value={password}
        onChange={(value) => {
          setPassword(value);
          accept.reset();
        }}
        error={checked ? refused : null}
      />
      <Button type="submit" size="md" fullWidth loading={accept.isPending}>
        Create the account
      </Button>
    </form>
  );
}

function GoneNotice() {
  return (
    <Notice tone="warn">
      This invitation was used, has expired or was taken back meanwhile. Whoever invited you can send you
      another one.
    </Notice>
  );
}

function AcceptProblem({ error }: { error: Error }) {
  const taken = error instanceof ApiError && error.code === 'ADDRESS_TAKEN';
  return (
    <Notice tone={taken ? 'warn' : 'bad'}>
      {messageOf(error)} {taken && 'Is it yours? Then sign in with it.'}
    </Notice>
  );
}
