import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  makeUser,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { startTestHttp } from '../../../test/support/httpServer.ts';
import { type EndedKind, removeEndedRows } from '../store/endedRows.ts';
import { removeOldRows, startCleanUp } from './cleanUp.ts';
import { KEPT_AFTER_END_MS, PLATFORM_LIMITS } from './limits.ts';

const NOW_MS = Date.UTC(2031, 4, 4, 9);
const YEAR_MS = 365 * 24 * 3_600_000;
const LONG_AGO = new Date(NOW_MS - 3 * YEAR_MS);
const FAR = new Date(NOW_MS + YEAR_MS);
const log = pino({ level: 'silent' });

type Columns = Record<string, string | Date | Buffer | undefined>;

/** Who the rows belong to, with a login that lives. */
interface Owner {
  tenant: string;
  user: string;
  login: string;
}

interface Kind {
  table: string;
  /** What a row must have beside its id, its tenant and its end. */
  columns: (owner: Owner) => Columns;
  /** All ways of being over at this moment. */
  over: (end: Date) => Columns[];
  /** Still needed, however old it is. */
  living: Columns;
}

const hash = () => Buffer.from(randomUUID());
const ofUser = ({ user }: Owner) => ({ user_id: user, token_hash: hash(), created_at: LONG_AGO });
const usedOrExpired = (end: Date): Columns[] => [{ expires_at: end }, { expires_at: FAR, used_at: end }];

const KINDS: Record<EndedKind, Kind> = {
  'refresh-token': {
    table: 'refresh_tokens',
    columns: ({ login }) => ({ login_session_id: login, token_hash: hash(), created_at: LONG_AGO }),
    over: (end) => [{ expires_at: end }, { expires_at: end, used_at: LONG_AGO }],
    // The proof that somebody copied it, as long as its login can live.
    living: { expires_at: FAR, used_at: LONG_AGO },
  },
  login: {
    table: 'login_sessions',
    columns: (owner) => ({ ...ofUser(owner), last_seen_at: LONG_AGO, user_agent: '', address: '' }),
    over: (end) => [{ expires_at: end }, { expires_at: FAR, revoked_at: end }],
    living: { expires_at: FAR },
  },
  invitation: {
    table: 'invitations',
    columns: () => ({
      email: 'kim@example.test',
      name: 'Kim Vale',
      role: 'viewer',
      token_hash: hash(),
      created_at: LONG_AGO,
    }),
    over: (end) => [
      { expires_at: end },
      { expires_at: FAR, accepted_at: end },
      { expires_at: FAR, revoked_at: end },
    ],
    living: { expires_at: FAR },
  },
  'password-reset': {
    table: 'password_resets',
    columns: ofUser,
    over: usedOrExpired,
    living: { expires_at: FAR },
  },
  'login-ticket': {
    table: 'login_tickets',
    columns: (owner) => ({ ...ofUser(owner), purpose: 'second-factor', challenge: '' }),
    over: usedOrExpired,
    living: { expires_at: FAR },
  },
  visit: {
    table: 'visits',
    columns: () => ({
      admin_user_id: randomUUID(),
      admin_name: 'Alex Moor',
      login_session_id: randomUUID(),
      reason: 'Asked for help',
      started_at: LONG_AGO,
    }),
    over: (end) => [{ ends_at: end, ended_at: end }],
    // It ran out, and nobody has noted its end in the partner's log yet.
    living: { ends_at: LONG_AGO },
  },
};
const NAMES = Object.keys(KINDS) as EndedKind[];

let db: TestDatabase;
let acme: Owner;
let bolt: Owner;
beforeAll(async () => {
  db = await createTestDatabase({ clock: () => instantMs(NOW_MS) });
  [acme, bolt] = [await makeOwner('Acme Timing'), await makeOwner('Bolt Timing')];
});
afterAll(() => db?.close());
beforeEach(async () => {
  for (const name of NAMES) await runAsAdmin(db.adminUrl, `delete from ${KINDS[name].table}`);
  for (const owner of [acme, bolt]) owner.login = await put('login', owner, KINDS.login.living);
});

async function makeOwner(name: string): Promise<Owner> {
  const { tenantId } = await makePartner(db.database, name);
  return { tenant: tenantId, user: (await makeUser(db.database, tenantId)).id, login: '' };
}

/** Answers the id of the new row. */
async function put(name: EndedKind, owner: Owner, end: Columns): Promise<string> {
  const { table, columns } = KINDS[name];
  const row = { tenant_id: owner.tenant, id: randomUUID(), ...columns(owner), ...end };
  const places = Object.keys(row).map((_, at) => `$${at + 1}`);
  const text = `insert into ${table} (${Object.keys(row)}) values (${places})`;
  await runAsAdmin(db.adminUrl, text, Object.values(row));
  return row.id;
}

async function idsOf(name: EndedKind): Promise<string[]> {
  const rows = await runAsAdmin<{ id: string }>(db.adminUrl, `select id from ${KINDS[name].table}`);
  return rows.map(({ id }) => id).toSorted();
}

test.each(NAMES)(
  'a row of the kind %s goes when it was over for long enough, and not before',
  async (name) => {
    const lastKept = new Date(NOW_MS - KEPT_AFTER_END_MS[name] + 1);
    const firstGone = new Date(NOW_MS - KEPT_AFTER_END_MS[name]);
    for (const end of KINDS[name].over(firstGone)) await put(name, acme, end);
    const kept = name === 'login' ? [acme.login, bolt.login] : [];
    for (const owner of [acme, bolt]) {
      for (const end of [KINDS[name].living, ...KINDS[name].over(lastKept)])
        kept.push(await put(name, owner, end));
    }
    await removeOldRows({ database: db.database, log });
    expect(await idsOf(name)).toEqual(kept.toSorted());
  },
);

test('a batch takes one kind, of any tenant, and no more than it may', async () => {
  for (const owner of [acme, bolt, bolt]) {
    for (const name of ['visit', 'invitation'] as const) {
      for (const end of KINDS[name].over(LONG_AGO).slice(0, 1)) await put(name, owner, end);
    }
  }
  const batch = () =>
    db.database.withPlatform((platform) =>
      removeEndedRows(platform, 'visit', { overByMs: instantMs(NOW_MS), most: 2 }),
    );
  expect([await batch(), await batch(), await batch()]).toEqual([2, 1, 0]);
  expect(await idsOf('invitation')).toHaveLength(3);
});

test('more rows than one batch are removed in one go', async () => {
  await runAsAdmin(
    db.adminUrl,
    `insert into password_resets (tenant_id, id, user_id, token_hash, created_at, expires_at)
     select $1, gen_random_uuid(), $2, sha256(n::text::bytea), $3, $3 from generate_series(1, $4::integer) n`,
    [acme.tenant, acme.user, LONG_AGO, 2 * PLATFORM_LIMITS.removedAtOnce + 1],
  );
  const living = await put('password-reset', bolt, KINDS['password-reset'].living);
  await removeOldRows({ database: db.database, log });
  expect(await idsOf('password-reset')).toEqual([living]);
});

test('an API key stays for ever, so that nobody gets its beginning again', async () => {
  await runAsAdmin(
    db.adminUrl,
    `insert into api_keys (tenant_id, id, prefix, secret_hash, name, permissions, created_at, expires_at, revoked_at)
     values ($1, gen_random_uuid(), 'ABCDEFGH', '', 'Results export', '{}', $2, $2, $2)`,
    [acme.tenant, LONG_AGO],
  );
  await removeOldRows({ database: db.database, log });
  expect(await runAsAdmin(db.adminUrl, 'select prefix from api_keys')).toEqual([{ prefix: 'ABCDEFGH' }]);
});

test('it begins soon after the start, and comes again every hour', async () => {
  const t = await startTestHttp();
  onTestFinished(() => t.close());
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const endOneLogin =
    'update login_sessions set expires_at = $1 where id in (select id from login_sessions limit 1)';
  const lines = new PassThrough();
  onTestFinished(startCleanUp({ ...t.platform, database: t.db.database, log: pino(lines) }));
  for (const minutes of [1, 60]) {
    await runAsAdmin(t.db.adminUrl, endOneLogin, [LONG_AGO]);
    const said = once(lines, 'data');
    vi.advanceTimersByTime(minutes * 60_000);
    expect(JSON.parse(String((await said)[0]))).toMatchObject({ kind: 'login', rows: 1 });
  }
});
