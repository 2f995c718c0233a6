import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  makeUser,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { type LiveSecrets, loadSecrets } from '../auth/secrets.ts';
import { createPartner } from '../store/partners.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { ADMIN_LIMITS } from './limits.ts';
import { Rotation, RotationRefused } from './rotation.ts';

const START_MS = Date.UTC(2031, 4, 4, 9);
/** More than one batch. */
const KEYS = 450;

let folder: string;
let test: TestDatabase;
let secrets: LiveSecrets;
let acme: TenantId;
let installation: TenantId;
let nowMs: number;
const clock = () => instantMs(nowMs);

beforeEach(async () => {
  nowMs = START_MS;
  folder = await mkdtemp(join(tmpdir(), 'p88-rotation-'));
  test = await createTestDatabase({ clock });
  secrets = await loadSecrets(join(folder, 'secrets.json'), randomBytes);
  acme = (await makePartner(test.database, 'Acme Timing')).tenantId;
  await makePartner(test.database, 'Beta Timing');
  installation = await test.database.withPlatform(async (platform) => {
    const facts = { name: 'Installation', slug: 'platform', timeZone: 'UTC', kind: 'platform' } as const;
    return (await createPartner(platform, facts)).tenantId;
  });
});
afterEach(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

function rotationOn(database: Database = test.database): Rotation {
  const passwords = { rotate: () => Promise.reject(new RotationRefused('not here')) };
  return new Rotation({ secrets, database, passwords, clock, log: pino({ level: 'silent' }) });
}

/** Timing keys of Acme, and an authenticator app of somebody of the installation. */
async function fill(): Promise<void> {
  const keys = Array.from({ length: KEYS }, (_, index) => `key-${index}`);
  await as(acme, (scope) =>
    scope.sql(
      `insert into timing_keys (tenant_id, id, user_name, secret_sealed, label, created_at)
       select $1, gen_random_uuid(), n.name, n.sealed, '', now() from unnest($2::text[], $3::bytea[]) as n (name, sealed)`,
      [acme, keys, keys.map((key) => secrets.seal(`secret of ${key}`, `timing-key:${key}`))],
    ),
  );
  const { id } = await makeUser(test.database, installation, { role: 'platform-admin' });
  await as(installation, (scope) =>
    scope.sql(
      `insert into second_factors (tenant_id, id, user_id, kind, label, secret_sealed, created_at)
       values ($1, $2, $2, 'totp', 'Phone', $3, now())`,
      [installation, id, secrets.seal('secret of the phone', `totp:${id}`)],
    ),
  );
}

function as<T>(tenantId: TenantId, work: Parameters<typeof test.database.withTenant<T>>[1]): Promise<T> {
  return test.database.withTenant(systemPrincipal(tenantId, 'test'), work);
}

/** All sealed values with their context, past all walls. */
function sealedRows(): Promise<{ context: string; sealed: Buffer; text: string }[]> {
  return runAsAdmin(
    test.adminUrl,
    `select 'timing-key:' || user_name as context, secret_sealed as sealed, 'secret of ' || user_name as text
     from timing_keys
     union all
     select 'totp:' || id, secret_sealed, 'secret of the phone' from second_factors`,
  );
}

const masterIds = async (): Promise<Set<string>> =>
  new Set((await sealedRows()).map(({ sealed }) => sealed.subarray(1, 5).toString('hex')));

async function expectAllOpen(): Promise<void> {
  const rows = await sealedRows();
  expect(rows).toHaveLength(KEYS + 1);
  for (const { context, sealed, text } of rows) expect(secrets.open(sealed, context)).toBe(text);
}

it('moves every sealed value of every tenant to the new master key, and forgets the old one a minute later', async () => {
  await fill();
  const old = secrets.masterKeyId;
  const rotation = rotationOn();
  expect(await rotation.rotate('master')).toContain(`${KEYS + 1} sealed values moved`);
  expect(await masterIds()).toEqual(new Set([secrets.masterKeyId]));
  expect(secrets.masterKeyId).not.toBe(old);

  nowMs += ADMIN_LIMITS.sealToCommitMs - 1;
  await rotation.tidy();
  expect(secrets.retiredMasterKeys).toHaveLength(1);
  nowMs += 1;
  await rotation.tidy();
  expect(secrets.retiredMasterKeys).toEqual([]);
  await expectAllOpen();
});

it('a value that was sealed with the old key and comes late is found before that key goes', async () => {
  const sealed = secrets.seal('secret of late', 'timing-key:late');
  const rotation = rotationOn();
  await rotation.rotate('master');
  await as(acme, (scope) =>
    scope.sql(
      `insert into timing_keys (tenant_id, id, user_name, secret_sealed, label, created_at)
       values ($1, gen_random_uuid(), 'late', $2, '', now())`,
      [acme, sealed],
    ),
  );
  nowMs += ADMIN_LIMITS.sealToCommitMs;
  await rotation.tidy();
  expect(secrets.retiredMasterKeys).toEqual([]);
  const [row] = await sealedRows();
  expect(secrets.open(row?.sealed ?? new Uint8Array(), 'timing-key:late')).toBe('secret of late');
});

it('killed in the middle, the next run finishes; until then everything opens', async () => {
  await fill();
  let left = 2;
  const dying: Database = {
    ...test.database,
    withTenant: (principal, work) => {
      if (principal.tenantId === acme) left -= 1;
      return left > 0 ? test.database.withTenant(principal, work) : Promise.reject(new Error('killed'));
    },
  };
  await expect(rotationOn(dying).rotate('master')).rejects.toThrow('killed');
  expect((await masterIds()).size).toBe(2);
  await expectAllOpen();

  secrets = await loadSecrets(join(folder, 'secrets.json'), randomBytes);
  await expectAllOpen();
  nowMs += ADMIN_LIMITS.sealToCommitMs;
  await rotationOn().tidy();
  expect(secrets.retiredMasterKeys).toEqual([]);
  expect(await masterIds()).toEqual(new Set([secrets.masterKeyId]));
  await expectAllOpen();
});

it('two rotations at once go one after the other', async () => {
  await fill();
  const rotation = rotationOn();
  await Promise.all([rotation.rotate('master'), rotation.rotate('master'), rotation.rotate('signing')]);
  expect(secrets.retiredMasterKeys).toHaveLength(2);
  expect(await masterIds()).toEqual(new Set([secrets.masterKeyId]));
  await expectAllOpen();
});

it('says how many values could not be opened, and leaves them', async () => {
  await fill();
  await runAsAdmin(
    test.adminUrl,
    `update timing_keys set secret_sealed = '\\x02ffffffff00' where user_name = 'key-7'`,
  );
  expect(await rotationOn().rotate('master')).toContain('1 could not be opened');
});

it('a former signing key goes when its last token is over', async () => {
  const old = secrets.signingKey.kid;
  const rotation = rotationOn();
  expect(await rotation.rotate('signing')).toContain(secrets.signingKey.kid);
  nowMs += ADMIN_LIMITS.lastTokenMs - 1;
  await rotation.tidy();
  expect(secrets.verifyingKeys.has(old)).toBe(true);
  nowMs += 1;
  await rotation.tidy();
  expect([...secrets.verifyingKeys.keys()]).toEqual([secrets.signingKey.kid]);
});

/** What the log of the installation says. */
const logged = () =>
  runAsAdmin(
    test.adminUrl,
    `select action, object_id as what, actor_name as actor, after from audit_log where tenant_id = $1`,
    [installation],
  );

it('is written into the log of the installation, without secrets', async () => {
  await rotationOn().rotate('signing');
  expect(await logged()).toEqual([
    {
      action: 'secrets.rotated',
      what: 'signing',
      actor: 'p88',
      after: { signingKey: secrets.signingKey.kid },
    },
  ]);
});

it('what is refused is not written down', async () => {
  await expect(rotationOn().rotate('database')).rejects.toThrow(RotationRefused);
  expect(await logged()).toEqual([]);
});
