import type { OtherDraft, SavedDraft } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ApiError, messageOf } from '../../lib/api.ts';
import { BUILDER_LIMITS } from '../limits.ts';
import type { Builder } from './builder.ts';
import type { DraftKeeper } from './draftKeeper.ts';
import { sameJson } from './patches.ts';

/** Where the work is: on the server, on its way, only here, or beside what somebody else saved meanwhile. */
export interface SaveState {
  status: 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'failed';
  /** Changes that the server does not have yet. */
  unsaved: number;
  /** The server's number of the draft that ours builds on. */
  rev: number;
  /** What somebody else saved; only with `conflict`. */
  other: OtherDraft | null;
  /** Why the server did not take it; only with `failed`. */
  problem: string | null;
  /** False: this browser keeps nothing, so unsaved work would be lost with the window. */
  isKept: boolean;
}

/** The server, as far as saving needs it. Throws `ApiError`. */
export interface DraftServer {
  save(rev: number, document: TemplateDocument): Promise<SavedDraft>;
  saveAsCopy(name: string, document: TemplateDocument): Promise<{ id: string; name: string }>;
}

/** Saves by itself, and never throws anything away: without a server it keeps, and after a conflict people decide. */
export interface Saving {
  store: StoreApi<SaveState>;
  /** Now, without waiting for a quiet moment. */
  saveNow(): Promise<void>;
  keepMine(): void;
  /** Theirs replaces ours as one step, which can be undone. */
  takeTheirs(): void;
  /** Ours becomes a template of its own, then theirs is shown. */
  saveMineAsCopy(): Promise<{ id: string; name: string }>;
  stop(): void;
}

export interface SavingStart {
  builder: Builder;
  keeper: DraftKeeper;
  server: DraftServer;
  rev: number;
  unsaved: number;
  /** Told at once: somebody else has saved since our unsaved changes began. */
  other?: OtherDraft | null;
}

export function startSaving({ builder, keeper, server, rev, unsaved, other = null }: SavingStart): Saving {
  const store = createStore<SaveState>(() => ({
    status: other ? 'conflict' : unsaved > 0 ? 'waiting' : 'saved',
    unsaved,
    rev,
    other,
    problem: null,
    isKept: keeper.isKeeping(),
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstUnsavedAtMs = 0;
  let retryMs: number = BUILDER_LIMITS.retryFirstMs;
  let sending: Promise<void> | null = null;
  let isStopped = false;

  function keepHere(): void {
    const { templateId, document, history } = builder.store.getState();
    const draft = { templateId, document, at: history.at, changedAtMs: Date.now() };
    const { rev: onRev, unsaved: count } = store.getState();
    void keeper.keep({ ...draft, rev: onRev, unsaved: count }, history).then(() => {
      if (!isStopped) store.setState({ isKept: keeper.isKeeping() });
    });
  }

  function changed(): void {
    const { status, unsaved: before } = store.getState();
    const isHeld = status === 'conflict' || status === 'offline';
    if (before === 0) firstUnsavedAtMs = Date.now();
    store.setState({ unsaved: before + 1, ...(!isHeld && { status: 'waiting', problem: null }) });
    keepHere();
    if (!isHeld) schedule();
  }

  function schedule(): void {
    const longestMs = Math.max(0, firstUnsavedAtMs + BUILDER_LIMITS.saveEveryMs - Date.now());
    after(Math.min(BUILDER_LIMITS.saveAfterMs, longestMs));
  }

  function after(delayMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), delayMs);
  }

  function send(): Promise<void> {
    clearTimeout(timer);
    const { status, unsaved: count } = store.getState();
    if (isStopped || status === 'conflict' || count === 0) return Promise.resolve();
    sending ??= attempt().finally(() => {
      sending = null;
      if (store.getState().status === 'waiting') schedule();
    });
    return sending;
  }

  async function attempt(): Promise<void> {
    const { unsaved: sent, rev: onRev } = store.getState();
    const { document } = builder.store.getState();
    store.setState({ status: 'saving' });
    try {
      const { draftRev } = await server.save(onRev, document);
      took(draftRev, sent);
    } catch (error) {
      refused(error, document);
    }
  }

  function took(draftRev: number, sent: number): void {
    retryMs = BUILDER_LIMITS.retryFirstMs;
    const rest = store.getState().unsaved - sent;
    firstUnsavedAtMs = Date.now();
    store.setState({ rev: draftRev, unsaved: rest, status: rest > 0 ? 'waiting' : 'saved', problem: null });
    keepHere();
  }

  function refused(error: unknown, document: TemplateDocument): void {
    const code = error instanceof ApiError ? error.code : null;
    if (code === 'TEMPLATE_CHANGED') {
      const theirs = (error as ApiError).details as OtherDraft;
      if (sameJson(theirs.draft, document)) took(theirs.draftRev, store.getState().unsaved);
      else store.setState({ status: 'conflict', other: theirs });
    } else if (error instanceof ApiError && comesBack(error)) {
      store.setState({ status: 'offline' });
      after(retryMs);
      retryMs = Math.min(BUILDER_LIMITS.retryMostMs, retryMs * 2);
    } else store.setState({ status: 'failed', problem: messageOf(error) });
  }

  function settle(rev: number, count: number): void {
    store.setState({
      status: count > 0 ? 'waiting' : 'saved',
      other: null,
      rev,
      unsaved: count,
      problem: null,
    });
    keepHere();
    if (count > 0) void send();
  }

  function takeTheirs(): void {
    const { other: theirs } = store.getState();
    if (theirs === null) return;
    builder.apply(() => theirs.draft, 'Take the other version');
    settle(theirs.draftRev, 0);
  }

  const online = (): void => {
    retryMs = BUILDER_LIMITS.retryFirstMs;
    if (store.getState().status === 'offline') void send();
  };
  const offline = (): void => {
    if (store.getState().unsaved > 0 && store.getState().status === 'waiting')
      store.setState({ status: 'offline' });
  };
  const ended = builder.onChange(changed);
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  if (unsaved > 0 && other === null) after(0);

  return {
    store,
    saveNow: send,
    keepMine() {
      const { other: theirs, unsaved: count } = store.getState();
      if (theirs !== null) settle(theirs.draftRev, Math.max(1, count));
    },
    takeTheirs,
    async saveMineAsCopy() {
      const { document } = builder.store.getState();
      const copy = await server.saveAsCopy(`${document.name} (copy)`, document);
      takeTheirs();
      return copy;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      ended();
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
    },
  };
}

/** Whether the same request may succeed later, without anybody doing anything. */
function comesBack({ isNetwork, status }: ApiError): boolean {
  return isNetwork || status >= 500 || status === 429;
}
