import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUpload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { plural } from '../../lib/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { SaveState, Saving } from '../store/saving.ts';
import classes from './SaveStatus.module.css';

const WORDS: Record<SaveState['status'], string> = {
  saved: 'Saved',
  waiting: 'Saving…',
  saving: 'Saving…',
  offline: 'Offline',
  conflict: 'Changed by somebody else',
  failed: 'Not saved',
};

const ICONS = {
  saved: IconCloudCheck,
  waiting: IconCloudUpload,
  saving: IconCloudUpload,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  failed: IconAlertTriangle,
} as const;

const TONES: Partial<Record<SaveState['status'], string>> = {
  offline: classes.warn ?? '',
  conflict: classes.bad ?? '',
  failed: classes.bad ?? '',
};

/** Where the work is, in one word. */
export function SaveStatus({ saving }: { saving: Saving }) {
  const status = useStore(saving.store, (state) => state.status);
  const Icon = ICONS[status];
  return (
    <span className={`${classes.save} ${TONES[status] ?? ''}`} role="status">
      <Icon size={16} aria-hidden="true" />
      {WORDS[status]}
    </span>
  );
}

/** What one should know about unsaved work; nothing while all is well. */
export function SaveBanner({ saving }: { saving: Saving }) {
  const { status, unsaved, isKept, problem } = useStore(saving.store);
  const words = bannerWords(status, unsaved, isKept, problem);
  if (words === null) return null;
  return (
    <div className={classes.banner}>
      <Notice tone={status === 'offline' && isKept ? 'warn' : 'bad'}>{words}</Notice>
    </div>
  );
}

function bannerWords(
  status: SaveState['status'],
  unsaved: number,
  isKept: boolean,
  problem: string | null,
): string | null {
  if (status === 'failed')
    return `The server did not take the draft. ${problem ?? ''} Your work is kept here.`;
  if (!isKept && unsaved > 0) {
    return 'This browser keeps nothing. Do not close this window before the draft is saved.';
  }
  if (status !== 'offline') return null;
  return `Offline, ${plural(unsaved, 'change')} kept on this device. They are saved when the server is back.`;
}
