import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { Notice } from '../../ui/Notice.tsx';
import type { Saving } from '../store/saving.ts';
import type { EditLock } from './editLock.ts';
import classes from './Presence.module.css';
import type { Presence } from './useEditLock.ts';

/** Why the template cannot be changed here at the moment, and how it can; nothing when it can. */
export function LockBanner({ saving, presence }: { saving: Saving; presence: Presence }) {
  const isSaved = useStore(saving.store, ({ status }) => status === 'saved');
  const { lock, wasTaken, takeOver } = presence;
  if (lock.kind === 'ours') return null;
  return (
    <section className={classes.banner} aria-label="Who edits">
      <Notice tone={lock.kind === 'held' ? 'info' : 'warn'}>
        <span className={classes.line}>
          <span>{wordsOf(lock, wasTaken, isSaved)}</span>
          <Button size="compact-sm" variant="default" onClick={takeOver}>
            {actionOf(lock, wasTaken)}
          </Button>
        </span>
      </Notice>
    </section>
  );
}

type NotOurs = Exclude<EditLock, { kind: 'ours' }>;

function wordsOf({ kind, by }: NotOurs, wasTaken: boolean, isSaved: boolean): string {
  if (kind === 'unknown') {
    const who =
      by === null ? 'You edited this template in another window' : `${by.name} edited this template`;
    return `${who} when the connection was lost. What you change here is kept on this device and compared afterwards.`;
  }
  if (by === null) return 'You edit this template in another window.';
  if (!wasTaken) return `${by.name} edits this template. You see it as it is saved.`;
  return `${by.name} has taken over.${isSaved ? ' Your work is saved.' : ''}`;
}

function actionOf({ kind, by }: NotOurs, wasTaken: boolean): string {
  if (kind === 'unknown') return 'Edit without a connection';
  if (by === null) return 'Edit here';
  return wasTaken ? 'Take it back' : 'Take over';
}
