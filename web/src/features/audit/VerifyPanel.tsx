import { Button } from '@mantine/core';
import type { AuditVerdict } from '@project88/core/contract/audit.ts';
import { IconShieldCheck } from '@tabler/icons-react';
import { messageOf } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SecretValue } from '../../ui/SecretValue.tsx';
import { useVerifyAudit } from './api/audit.ts';
import classes from './VerifyPanel.module.css';

/** Proves on demand that nothing in the log was changed, removed or moved. */
export function VerifyPanel() {
  const verify = useVerifyAudit();
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <p className={classes.text}>
          Every entry carries the hash of the one before, so a change, a gap or a swap shows.
        </p>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          Verify
        </Button>
      </div>
      {verify.isError && <Notice tone="bad">{messageOf(verify.error)}</Notice>}
      {verify.data && <Verdict verdict={verify.data} />}
    </div>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  if (!verdict.intact) {
    return (
      <Notice tone="bad">
        <strong>The log was tampered with.</strong> {verdict.problem}
      </Notice>
    );
  }
  return (
    <>
      <Notice tone="ok">
        <strong>The log is intact:</strong> {plural(verdict.entries, 'entry', 'entries')} fit together. Keep
        the hash of the newest one somewhere else; it proves later that nothing before it was changed.
      </Notice>
      <SecretValue value={verdict.head} label="hash of the newest entry" />
    </>
  );
}
