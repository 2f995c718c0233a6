import { LIVE_PROTOCOL_VERSION, type ScreenSettings } from '@project88/core/contract/live.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { KEPT } from './limits.ts';

const DAY_MS = 24 * 3_600_000;

/** The last that a screen knew of a link. Instants are of this machine's wall clock, but for `serverNowMs`. */
export interface Kept {
  linkId: string;
  /** Of the live protocol: a state of another version is not read. */
  version: number;
  savedAtMs: number;
  /** The server's clock at `savedAtMs`, and how long ago the server was heard then. */
  serverNowMs: number;
  heardAgoMs: number;
  liveUrl: string;
  endsAtMs: number;
  frozen: boolean;
  settings: ScreenSettings | null;
  state: ScreenState;
}

interface Schema extends DBSchema {
  links: { key: string; value: Kept };
}

/** Keeps last states in the browser's database. Never throws: a screen runs as well without. */
export interface KeptLinks {
  read(linkId: string): Promise<Kept | null>;
  /** Answers whether it is kept. */
  save(kept: Omit<Kept, 'version'>): Promise<boolean>;
  forget(linkId: string): Promise<void>;
}

/** `name` is the database's; `wallNow` is the machine's wall clock. */
export function keptLinks(wallNow: () => number, name = 'p88-display'): KeptLinks {
  let opened: Promise<IDBPDatabase<Schema> | null> | null = null;

  function database(): Promise<IDBPDatabase<Schema> | null> {
    opened ??= open().catch(() => null);
    return opened;
  }

  async function open(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(name, 1, {
      upgrade: (db) => void db.createObjectStore('links', { keyPath: 'linkId' }),
      // A newer page in another window wants its turn.
      blocking: (_is, _wants, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        opened = null;
      },
    });
  }

  /** Run with the database, or answer `otherwise`: it may be switched off, full, or held by somebody for ever. */
  async function attempt<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, otherwise: T): Promise<T> {
    const tooLong = new Promise<T>((resolve) => setTimeout(resolve, KEPT.readMs, otherwise));
    const done = database()
      .then((db) => (db === null ? otherwise : work(db)))
      .catch(() => otherwise);
    return Promise.race([done, tooLong]);
  }

  return {
    read: (linkId) =>
      attempt(async (db) => {
        const kept = await db.get('links', linkId);
        return kept !== undefined && isOfUse(kept, wallNow()) ? kept : null;
      }, null),
    async save(given) {
      const kept: Kept = { ...given, version: LIVE_PROTOCOL_VERSION };
      const put = async (db: IDBPDatabase<Schema>) => {
        await db.put('links', kept);
        await dropOthers(db, kept, KEPT.links - 1, wallNow());
        return true;
      };
      if (await attempt(put, false)) return true;
      // Perhaps there is no room: what is on this screen is worth more than what was on it yesterday.
      return attempt(async (db) => {
        await dropOthers(db, kept, 0, wallNow());
        return put(db);
      }, false);
    },
    forget: (linkId) => attempt((db) => db.delete('links', linkId), undefined),
  };
}

/** Whether a state may still be shown. */
function isOfUse(kept: Kept, nowMs: number): boolean {
  return kept.version === LIVE_PROTOCOL_VERSION && nowMs < kept.endsAtMs + KEPT.daysAfterEnd * DAY_MS;
}

/** Remove all but the newest `most` others, and those that are of no use. */
async function dropOthers(
  db: IDBPDatabase<Schema>,
  { linkId }: Kept,
  most: number,
  nowMs: number,
): Promise<void> {
  const others = (await db.getAll('links')).filter((each) => each.linkId !== linkId);
  const useful = others
    .filter((each) => isOfUse(each, nowMs))
    .sort((one, two) => two.savedAtMs - one.savedAtMs)
    .slice(0, most);
  const dropped = others.filter((each) => !useful.includes(each));
  await Promise.all(dropped.map((each) => db.delete('links', each.linkId)));
}
