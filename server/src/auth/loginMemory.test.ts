import type { LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  makeUser,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { type Relay, startRelay } from '../../../test/support/relay.ts';
import { type Database, openDatabase } from '../tenancy/database.ts';
import { AUTH_LIMITS } from './limits.ts';
import { Recognition } from './recognition.ts';
import { hashToken } from './tokens.ts';

const MINUTE_MS = 60_000;
const AWAY = { code: 'DATABASE_UNAVAILABLE' };

let test: TestDatabase;
let relay: Relay;
let database: Database;
let tenantId: TenantId;
let userId: UserId;
let nowMs: InstantMs;
/** Stands for all live sockets: it only counts. */
let sockets: { endings: number };
let recognition: Recognition;
let token: string;
let loginSessionId: LoginSessionId;

beforeAll(async () => {
  test = await createTestDatabase();
  const url = new URL(test.url);
  relay = await startRelay({ host: url.hostname, port: Number(url.port) });
  url.port = String(relay.port);
  const platform = new URL(test.platformUrl);
  platform.port = url.port;
  database = openDatabase({
    url: url.href,
    platformUrl: platform.href,
    connections: 2,
    log: pino({ level: 'silent' }),
  });
  tenantId = (await makePartner(test.database)).tenantId;
  userId = (await makeUser(test.database, tenantId, { role: 'announcer' })).id;
});
afterAll(async () => {
  await database.close();
  await relay.cut();
  await test.close();
});

beforeEach(async () => {
  nowMs = instantMs(Date.now());
  sockets = { endings: 0 };
  recognition = new Recognition({ database, clock: () => nowMs, sockets });
  token = crypto.randomUUID();
  loginSessionId = crypto.randomUUID() as LoginSessionId;
  await runAsAdmin(
    test.adminUrl,
    `insert into login_sessions
       (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, user_agent, address)
     values ($1, $2, $3, $4, now(), now(), now() + interval '1 hour', '', '')`,
    [tenantId, loginSessionId, userId, Buffer.from(hashToken(token))],
  );
});

/** Do this while the line to the database is cut. */
async function without<T>(work: () => Promise<T>): Promise<T> {
  await relay.cut();
  return work().finally(() => relay.mend());
}

const pass = (ms: number) => {
  nowMs = instantMs(nowMs + ms);
};

describe('while the database is away', () => {
  it('somebody who was there lately is recognised, by cookie and by token, with the rights that they had', async () => {
    await recognition.byCookie(token);
    await recognition.byToken({ tenantId, loginSessionId });
    pass(5 * MINUTE_MS);
    const [cookie, access] = await without(() =>
      Promise.all([recognition.byCookie(token), recognition.byToken({ tenantId, loginSessionId })]),
    );
    expect(cookie?.principal).toMatchObject({ tenantId, actor: { userId } });
    expect(cookie?.principal.permissions.has('displays.operate')).toBe(true);
    expect(access?.principal).toEqual(cookie?.principal);
  });

  it('nobody else is', async () => {
    await recognition.byCookie(token);
    await without(async () => {
      await expect(recognition.byCookie('another')).rejects.toMatchObject(AWAY);
      await expect(recognition.byToken({ tenantId, loginSessionId })).rejects.toMatchObject(AWAY);
    });
  });

  it('not for longer than an access token lives', async () => {
    await recognition.byCookie(token);
    pass(AUTH_LIMITS.rememberLoginMs + 1);
    await without(() => expect(recognition.byCookie(token)).rejects.toMatchObject(AWAY));
  });

  it('not when the login has ended by time', async () => {
    await runAsAdmin(
      test.adminUrl,
      `update login_sessions set expires_at = now() + interval '1 minute' where id = $1`,
      [loginSessionId],
    );
    await recognition.byCookie(token);
    pass(2 * MINUTE_MS);
    expect(await without(() => recognition.byCookie(token))).toBeNull();
  });

  it('not when anybody’s rights have ended since: they might be theirs', async () => {
    await recognition.byCookie(token);
    sockets.endings += 1;
    await without(() => expect(recognition.byCookie(token)).rejects.toMatchObject(AWAY));
  });

  it('not when the database said that the login is over', async () => {
    await recognition.byCookie(token);
    await runAsAdmin(test.adminUrl, 'update login_sessions set revoked_at = now() where id = $1', [
      loginSessionId,
    ]);
    expect(await recognition.byCookie(token)).toBeNull();
    expect(await without(() => recognition.byCookie(token))).toBeNull();
  });
});

it('as long as the database is there, its word counts', async () => {
  await recognition.byCookie(token);
  await runAsAdmin(test.adminUrl, 'delete from login_sessions where id = $1', [loginSessionId]);
  expect(await recognition.byCookie(token)).toBeNull();
  await without(() => expect(recognition.byCookie(token)).rejects.toMatchObject(AWAY));
});
