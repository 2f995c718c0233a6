import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExclamationCircle,
  IconInfoCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

const ICONS = {
  info: IconInfoCircle,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconExclamationCircle,
};

interface NoticeProps {
  tone: keyof typeof ICONS;
  children: ReactNode;
}

/** A message in the page. Failures interrupt screen readers, the rest waits its turn. */
export function Notice({ tone, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={`${classes.notice} ${classes[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={18} />
      </span>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
