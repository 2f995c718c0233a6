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
  newest(): Promise<OtherDraft>;
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
  /** Somebody saved a draft of this number: it is shown here, unless there is unsaved work, which meets it when it is sent. */
  follow(draftRev: number): Promise<void>;
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

export function startSaving(start: SavingStart): Saving {
  return new Saver(start);
}

class Saver implements Saving {
  readonly store: StoreApi<SaveState>;
  readonly #builder: Builder;
  readonly #keeper: DraftKeeper;
  readonly #server: DraftServer;
  readonly #ending = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstUnsavedAtMs = 0;
  #retryMs: number = BUILDER_LIMITS.retryFirstMs;
  #sending: Promise<void> | null = null;
  /** The newest draft that we have heard of. */
  #newestRev = 0;
  #isFollowing = false;

  constructor({ builder, keeper, server, rev, unsaved, other = null }: SavingStart) {
    this.#builder = builder;
    this.#keeper = keeper;
    this.#server = server;
    this.store = createStore<SaveState>(() => ({
      status: other ? 'conflict' : unsaved > 0 ? 'waiting' : 'saved',
      unsaved,
      rev,
      other,
      problem: null,
      isKept: keeper.isKeeping(),
    }));
    const { signal } = this.#ending;
    signal.addEventListener(
      'abort',
      builder.onChange(() => this.#changed()),
    );
    window.addEventListener('online', () => this.#online(), { signal });
    window.addEventListener('offline', () => this.#offline(), { signal });
    if (unsaved > 0 && other === null) this.#after(0);
  }

  saveNow = (): Promise<void> => {
    clearTimeout(this.#timer);
    const { status, unsaved } = this.store.getState();
    if (this.#ending.signal.aborted || status === 'conflict' || unsaved === 0) return Promise.resolve();
    this.#sending ??= this.#attempt().finally(() => {
      this.#sending = null;
      if (this.store.getState().status === 'waiting') this.#schedule();
    });
    return this.#sending;
  };

  keepMine = (): void => {
    const { other, unsaved } = this.store.getState();
    if (other !== null) this.#settle(other.draftRev, Math.max(1, unsaved));
  };

  takeTheirs = (): void => {
    const { other } = this.store.getState();
    if (other === null) return;
    this.#builder.replace(other.draft, 'Take the other version');
    this.#settle(other.draftRev, 0);
  };

  saveMineAsCopy = async (): Promise<{ id: string; name: string }> => {
    const { document } = this.#builder.store.getState();
    const copy = await this.#server.saveAsCopy(`${document.name} (copy)`, document);
    this.takeTheirs();
    return copy;
  };

  follow = async (draftRev: number): Promise<void> => {
    this.#newestRev = Math.max(this.#newestRev, draftRev);
    if (this.#isFollowing || !this.#mayFollow()) return;
    this.#isFollowing = true;
    try {
      while (this.#mayFollow()) {
        const other = await this.#server.newest();
        if (this.#mayFollow()) this.#show(other);
      }
    } catch {
      // It comes with the next word, or with the next save.
    } finally {
      this.#isFollowing = false;
    }
  };

  #mayFollow(): boolean {
    const { status, rev } = this.store.getState();
    const { readOnly, drag } = this.#builder.store.getState();
    const isBusy = !readOnly && drag !== null;
    return status === 'saved' && rev < this.#newestRev && !isBusy && !this.#ending.signal.aborted;
  }

  #show({ draft, draftRev, changedBy }: OtherDraft): void {
    const { document, readOnly } = this.#builder.store.getState();
    if (!sameJson(draft, document)) {
      this.#builder.replace(draft, readOnly ? undefined : `Changes of ${changedBy || 'somebody else'}`);
    }
    this.#newestRev = draftRev;
    // Who only looks keeps nothing: another window of this browser may be keeping its work.
    if (readOnly) this.store.setState({ rev: draftRev });
    else this.#settle(draftRev, 0);
  }

  stop = (): void => {
    clearTimeout(this.#timer);
    this.#ending.abort();
  };

  #keepHere(): void {
    const { templateId, document, history } = this.#builder.store.getState();
    const { rev, unsaved } = this.store.getState();
    const draft = { templateId, document, rev, unsaved, at: history.at, changedAtMs: Date.now() };
    void this.#keeper.keep(draft, history).then(() => {
      const isKept = this.#keeper.isKeeping();
      if (isKept !== this.store.getState().isKept) this.store.setState({ isKept });
    });
  }

  #changed(): void {
    const { status, unsaved } = this.store.getState();
    const isHeld = status === 'conflict' || status === 'offline';
    if (unsaved === 0) this.#firstUnsavedAtMs = Date.now();
    this.store.setState({ unsaved: unsaved + 1, ...(!isHeld && { status: 'waiting', problem: null }) });
    this.#keepHere();
    if (!isHeld) this.#schedule();
  }

  #schedule(): void {
    const longestMs = Math.max(0, this.#firstUnsavedAtMs + BUILDER_LIMITS.saveEveryMs - Date.now());
    this.#after(Math.min(BUILDER_LIMITS.saveAfterMs, longestMs));
  }

  #after(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.saveNow(), delayMs);
  }

  async #attempt(): Promise<void> {
    const { unsaved, rev } = this.store.getState();
    const { document } = this.#builder.store.getState();
    this.store.setState({ status: 'saving' });
    try {
      const { draftRev } = await this.#server.save(rev, document);
      this.#took(draftRev, unsaved);
    } catch (error) {
      this.#refused(error, document);
    }
  }

  #took(rev: number, sent: number): void {
    this.#retryMs = BUILDER_LIMITS.retryFirstMs;
    this.#firstUnsavedAtMs = Date.now();
    const unsaved = this.store.getState().unsaved - sent;
    this.store.setState({ rev, unsaved, status: unsaved > 0 ? 'waiting' : 'saved', problem: null });
    this.#keepHere();
  }

  #refused(error: unknown, document: TemplateDocument): void {
    if (error instanceof ApiError && error.code === 'TEMPLATE_CHANGED') {
      const other = error.details as OtherDraft;
      if (sameJson(other.draft, document)) this.#took(other.draftRev, this.store.getState().unsaved);
      else this.store.setState({ status: 'conflict', other });
    } else if (error instanceof ApiError && comesBack(error)) {
      this.store.setState({ status: 'offline' });
      if (!this.#ending.signal.aborted) this.#after(this.#retryMs);
      this.#retryMs = Math.min(BUILDER_LIMITS.retryMostMs, this.#retryMs * 2);
    } else this.store.setState({ status: 'failed', problem: messageOf(error) });
  }

  #settle(rev: number, unsaved: number): void {
    this.store.setState({
      status: unsaved > 0 ? 'waiting' : 'saved',
      other: null,
      rev,
      unsaved,
      problem: null,
    });
    this.#keepHere();
    if (unsaved > 0) void this.saveNow();
  }

  #online(): void {
    this.#retryMs = BUILDER_LIMITS.retryFirstMs;
    if (this.store.getState().status === 'offline') void this.saveNow();
  }

  #offline(): void {
    if (this.store.getState().status === 'waiting') this.store.setState({ status: 'offline' });
  }
}

/** Whether the same request may succeed later, without anybody doing anything. */
function comesBack({ isNetwork, status }: ApiError): boolean {
  return isNetwork || status >= 500 || status === 429;
}
