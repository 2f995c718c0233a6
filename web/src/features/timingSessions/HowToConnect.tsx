import type { ReactNode } from 'react';
import { useVenue } from '../../lib/venue.tsx';
import { CopyIcon } from '../../ui/CopyButton.tsx';
import { TextLink } from '../../ui/links.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './HowToConnect.module.css';

/** The protocol's registered port, when this server does not tell its own. */
const USUAL_PORT = 61_611;

/** What to enter in the timing software so that its streams come here. */
export function HowToConnect() {
  const { timingPort } = useVenue();
  const host = location.hostname;
  const port = String(timingPort ?? USUAL_PORT);
  return (
    <div className={classes.box}>
      <div>
        <p className={classes.title}>Point your timing software here</p>
        <p className={classes.text}>
          Open its streaming or announcer output (protocol CTP01), enter these, and start it. It appears here
          by itself.
        </p>
      </div>
      <dl className={classes.fields}>
        <Field label="Host" copy={host}>
          <span className={classes.code}>{host}</span>
        </Field>
        <Field label="Port" copy={port}>
          <span className={classes.code}>{port}</span>
        </Field>
        <Field label="User, password">
          A{' '}
          <TextLink to="/keys" underline="always">
            timing key
          </TextLink>{' '}
          of yours, if this server asks for one
        </Field>
      </dl>
      <p className={classes.waiting}>
        <StatusBadge tone="neutral">Waiting</StatusBadge>
        <span className={classes.text}>No timing software is connected.</span>
      </p>
    </div>
  );
}

function Field({ label, copy, children }: { label: string; copy?: string; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <dt>{label}</dt>
      <dd>
        <span>{children}</span>
        {copy !== undefined && <CopyIcon value={copy} label={`Copy the ${label.toLowerCase()}`} />}
      </dd>
    </div>
  );
}
