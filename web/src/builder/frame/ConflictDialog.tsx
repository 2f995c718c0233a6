import { Button, Modal } from '@mantine/core';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { messageOf } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StageView } from '../../ui/stage/StageView.tsx';
import { useBuilder } from '../BuilderContext.tsx';
import { SAMPLE_NOW_MS, sampleScreen, withSampleBoards } from '../shown/samples.ts';
import type { Saving } from '../store/saving.ts';
import classes from './ConflictDialog.module.css';

/** Somebody else saved the same template: both versions side by side, and three ways on. Nothing is lost by any of them. */
export function ConflictDialog({ saving }: { saving: Saving }) {
  const other = useStore(saving.store, (state) => state.other);
  const mine = useBuilder((state) => state.document);
  const { timeZone } = useVenue();
  const [isOpen, setOpen] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const [isCopying, setCopying] = useState(false);
  if (other === null) return null;
  const copy = (): void => {
    setCopying(true);
    saving
      .saveMineAsCopy()
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => setCopying(false));
  };
  if (!isOpen) {
    return (
      <div className={classes.banner}>
        <Notice tone="bad">
          Somebody else has changed this template.{' '}
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            Compare and decide
          </Button>
        </Notice>
      </div>
    );
  }
  return (
    <Modal opened onClose={() => setOpen(false)} title="Somebody else has changed this template" size={880}>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className={classes.versions}>
        <Version title="Yours" text="On this device, not saved yet" document={mine} />
        <Version
          title={other.changedBy === '' ? 'Theirs' : `By ${other.changedBy}`}
          text={`Saved ${formatInstant(other.changedAt, timeZone)}`}
          document={other.draft}
        />
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={copy} loading={isCopying}>
          Save mine as a copy
        </Button>
        <Button variant="default" onClick={saving.takeTheirs}>
          Take theirs
        </Button>
        <Button onClick={saving.keepMine}>Keep mine</Button>
      </div>
    </Modal>
  );
}

function Version({ title, text, document }: { title: string; text: string; document: TemplateDocument }) {
  const mode = useBuilder((state) => state.mode);
  const screen = useMemo(
    () => withSampleBoards(sampleScreen(document, mode, 'ordinary'), document),
    [document, mode],
  );
  return (
    <section className={classes.version} aria-label={title}>
      <StageView state={screen} nowMs={SAMPLE_NOW_MS} label={`${title}: ${document.name}`} />
      <p className={classes.versionTitle}>{title}</p>
      <p className={classes.versionText}>{text}</p>
    </section>
  );
}
