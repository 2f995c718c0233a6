import { Button } from '@mantine/core';
import type { AccountReply, FactorView } from '@project88/core/contract/account.ts';
import { IconDeviceMobile, IconFingerprint, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { formatInstant, plural } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { AddFactor } from './AddFactor.tsx';
import { RecoveryCodesDialog } from './RecoveryCodes.tsx';
import { RemoveFactorDialog } from './RemoveFactorDialog.tsx';
import { RenewCodesDialog } from './RenewCodesDialog.tsx';
import classes from './Rows.module.css';

/** With so few codes left it is time for new ones. */
const FEW_CODES = 3;

/** Second factors and recovery codes. */
export function FactorPanel({ account }: { account: AccountReply }) {
  const { factors, recoveryCodesLeft } = account;
  const [doomed, setDoomed] = useState<FactorView | null>(null);
  const [renewing, setRenewing] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <Panel title="Second factor" flush>
      {factors.length === 0 ? (
        <EmptyState
          compact
          icon={<IconShieldLock size={20} />}
          title="Your password alone opens this account"
        >
          With a second factor, somebody who learned your password still stands outside.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {factors.map((factor) => (
            <FactorRow key={factor.id} factor={factor} onRemove={() => setDoomed(factor)} />
          ))}
        </ul>
      )}
      {factors.length > 0 && (
        <div>
          {recoveryCodesLeft < FEW_CODES && (
            <div className={classes.note}>
              <Notice tone="warn">
                {recoveryCodesLeft === 0 ? 'No recovery code is left.' : 'Few recovery codes are left.'}{' '}
                Without them and without your device nobody can let you in but those who manage the team.
              </Notice>
            </div>
          )}
          <SettingRow
            label="Recovery codes, for the day when the device is lost"
            value={`${plural(recoveryCodesLeft, 'code')} left`}
            action={
              <Button variant="default" onClick={() => setRenewing(true)}>
                Make new codes
              </Button>
            }
          />
        </div>
      )}
      <div className={classes.foot}>
        <AddFactor onDone={() => sayDone('The second factor is added.')} />
      </div>
      <RemoveFactorDialog factor={doomed} isLast={factors.length === 1} onClose={() => setDoomed(null)} />
      <RenewCodesDialog
        opened={renewing}
        onClose={() => setRenewing(false)}
        onCodes={(made) => {
          setRenewing(false);
          setCodes(made);
        }}
      />
      <RecoveryCodesDialog codes={codes} onDone={() => setCodes(null)} />
    </Panel>
  );
}

function FactorRow({ factor, onRemove }: { factor: FactorView; onRemove: () => void }) {
  const { timeZone } = useVenue();
  const isPasskey = factor.kind === 'passkey';
  const Icon = isPasskey ? IconFingerprint : IconDeviceMobile;
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={20} />
      </span>
      <div className={classes.text}>
        <p className={classes.name}>{factor.label}</p>
        <p className={classes.meta}>
          {isPasskey ? 'Passkey' : 'Authenticator app'} · added {formatInstant(factor.createdAt, timeZone)} ·
          used <Age since={factor.lastUsedAt} never="never" />
        </p>
      </div>
      <Button variant="default" onClick={onRemove} aria-label={`Remove ${factor.label}`}>
        Remove
      </Button>
    </li>
  );
}
