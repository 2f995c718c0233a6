import { Button } from '@mantine/core';
import type { LoginView } from '@project88/core/contract/account.ts';
import { IconDeviceDesktop, IconDeviceMobile, IconTerminal2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deviceName } from '../../lib/deviceName.ts';
import { formatInstant } from '../../lib/format.ts';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { ownLoginsQuery, useEndLogins } from './api/logins.ts';
import classes from './Rows.module.css';

/** Where the person is signed in, and the way to end what is not theirs. */
export function LoginPanel() {
  const query = useInfiniteQuery(ownLoginsQuery);
  const [doomed, setDoomed] = useState<LoginView | 'others' | null>(null);
  const end = useEndLogins();
  const close = () => setDoomed(null);
  const confirm = () => {
    if (doomed === null) return;
    end.mutate(doomed === 'others' ? null : doomed.id, {
      onSuccess: () => {
        sayDone(doomed === 'others' ? 'All other logins have ended.' : 'The login has ended.');
        close();
      },
    });
  };
  const hasOthers = query.data !== undefined && rowsOf(query.data).some(({ current }) => !current);
  return (
    <Panel
      title="Where you are signed in"
      flush
      actions={
        hasOthers && (
          <Button variant="subtle" size="compact-sm" color="red" onClick={() => setDoomed('others')}>
            End all others
          </Button>
        )
      }
    >
      <QueryBoundary query={query} what="your logins" lines={3} compact>
        {(pages) => (
          <>
            <ul>
              {rowsOf(pages).map((login) => (
                <LoginRow key={login.id} login={login} onEnd={() => setDoomed(login)} />
              ))}
            </ul>
            <ShowMore query={query} />
          </>
        )}
      </QueryBoundary>
      <ConfirmDialog
        opened={doomed !== null}
        onClose={close}
        title={doomed === 'others' ? 'End all other logins' : 'End this login'}
        action="End"
        tone="danger"
        request={end}
        onConfirm={confirm}
      >
        {doomed === 'others'
          ? 'You stay signed in here. Everywhere else somebody has to sign in again.'
          : `${doomed === null ? '' : deviceName(doomed.userAgent)} has to sign in again. If it was not you, change your password, too.`}
      </ConfirmDialog>
    </Panel>
  );
}

const FACTOR_WORDS: Record<LoginView['secondFactor'], string> = {
  '': 'password only',
  totp: 'with authenticator app',
  passkey: 'with passkey',
  'recovery-code': 'with a recovery code',
};

function LoginRow({ login, onEnd }: { login: LoginView; onEnd: () => void }) {
  const { timeZone } = useVenue();
  const name = deviceName(login.userAgent);
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <DeviceIcon name={name} />
      </span>
      <div className={classes.text}>
        <p className={classes.name}>
          {name}
          {login.current && (
            <StatusBadge tone="live" dot={false}>
              This device
            </StatusBadge>
          )}
        </p>
        <p className={classes.meta}>
          {login.address} · since {formatInstant(login.createdAt, timeZone)},{' '}
          {FACTOR_WORDS[login.secondFactor]}
        </p>
        <p className={classes.meta}>
          Last used <Age since={login.lastSeenAt} /> · ends {formatInstant(login.expiresAt, timeZone)}
        </p>
      </div>
      {!login.current && (
        <Button variant="default" onClick={onEnd} aria-label={`End the login of ${name} at ${login.address}`}>
          End
        </Button>
      )}
    </li>
  );
}

function DeviceIcon({ name }: { name: string }) {
  if (/iPhone|iPad|Android/.test(name)) return <IconDeviceMobile size={20} />;
  return / on /.test(name) ? <IconDeviceDesktop size={20} /> : <IconTerminal2 size={20} />;
}
