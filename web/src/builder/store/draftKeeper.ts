import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { History, Step } from './history.ts';

/** A draft as this browser keeps it: with what the server does not have yet, and with the steps to undo. */
export interface KeptDraft {
  templateId: string;
  document: TemplateDocument;
  /** The server's number that the draft builds on. */
  rev: number;
  /** Changes that the server does not have yet. */
  unsaved: number;
  /** Steps that are in effect. */
  at: number;
  changedAtMs: number;
}

interface Stores extends DBSchema {
  drafts: { key: string; value: KeptDraft };
  steps: { key: [string, number]; value: Step };
}

/** Keeps drafts over reloads and without a network. Where the browser forbids it, everything works but the keeping. */
export interface DraftKeeper {
  load(templateId: string): Promise<{ draft: KeptDraft; history: History } | null>;
  /** Written one after the other, in the order of the calls. Steps that are kept already are not written again. */
  keep(draft: KeptDraft, history: History): Promise<void>;
  forget(templateId: string): Promise<void>;
  /** False when the browser refused the last writing: then the work lives in this window alone. */
  isKeeping(): boolean;
}

const NAME = 'p88-builder';

function openStores(name: string, onGone: () => void): Promise<IDBPDatabase<Stores>> {
  return openDB<Stores>(name, 1, {
    upgrade(made) {
      made.createObjectStore('drafts', { keyPath: 'templateId' });
      made.createObjectStore('steps');
    },
    // A newer page in another window goes before this one; the next writing opens it again.
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      onGone();
    },
  });
}

function stepsOf(templateId: string, from = 0): IDBKeyRange {
  return IDBKeyRange.bound([templateId, from], [templateId, Number.MAX_SAFE_INTEGER]);
}

export function createDraftKeeper(name = NAME): DraftKeeper {
  let database: Promise<IDBPDatabase<Stores>> | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isKeeping = true;
  /** The steps that were written last, to write only what is new. */
  let written: { templateId: string; steps: readonly Step[] } | null = null;

  function open(): Promise<IDBPDatabase<Stores>> {
    database ??= openStores(name, () => {
      database = null;
    });
    return database;
  }

  async function write(draft: KeptDraft, { steps }: History): Promise<void> {
    const known = written?.templateId === draft.templateId ? written.steps : [];
    const work = (await open()).transaction(['drafts', 'steps'], 'readwrite');
    const store = work.objectStore('steps');
    const key = (index: number): [string, number] => [draft.templateId, index];
    const changed = steps.flatMap((step, index) =>
      step === known[index] ? [] : [store.put(step, key(index))],
    );
    const beyond = stepsOf(draft.templateId, steps.length);
    await Promise.all([...changed, store.delete(beyond), work.objectStore('drafts').put(draft), work.done]);
    written = { templateId: draft.templateId, steps };
  }

  function next(work: () => Promise<void>): Promise<void> {
    writing = writing.then(work).then(
      () => {
        isKeeping = true;
      },
      () => {
        isKeeping = false;
        written = null;
      },
    );
    return writing;
  }

  return {
    async load(templateId) {
      try {
        const opened = await open();
        const draft = await opened.get('drafts', templateId);
        if (draft === undefined) return null;
        const steps = await opened.getAll('steps', stepsOf(templateId));
        written = { templateId, steps };
        return { draft, history: { steps, at: Math.min(draft.at, steps.length) } };
      } catch {
        isKeeping = false;
        return null;
      }
    },
    keep: (draft, history) => next(() => write(draft, history)),
    forget: (templateId) =>
      next(async () => {
        const work = (await open()).transaction(['drafts', 'steps'], 'readwrite');
        await Promise.all([
          work.objectStore('drafts').delete(templateId),
          work.objectStore('steps').delete(stepsOf(templateId)),
          work.done,
        ]);
        written = null;
      }),
    isKeeping: () => isKeeping,
  };
}
