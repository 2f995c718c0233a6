import { setTimeout as pause } from 'node:timers/promises';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../../server/src/audit/verify.ts';
import { ACCESS } from '../../../server/src/http/access.ts';
import { systemPrincipal } from '../../../server/src/tenancy/principal.ts';
import { makeAdministrator } from '../../support/administrator.ts';
import { runAsAdmin } from '../../support/database.ts';
import { type Answer, startTestHttp, type TestHttp } from '../../support/httpServer.ts';
import { SmallInternet } from '../../support/smallInternet.ts';
import { ASSETS } from './auditedAssets.ts';
import { DISPLAYS } from './auditedDisplays.ts';
import { ACCOUNT, AUTH, TEAM } from './auditedPeople.ts';
import { PLATFORM, RACE_DAY } from './auditedRace.ts';
import { SITES } from './auditedSites.ts';
import { TEMPLATES } from './auditedTemplates.ts';
import { type Recipes, World } from './world.ts';

/**
 * Every route that changes something writes down that it did. Each has one call here that works; a new route without a
 * call, and without a reason for its silence, fails.
 */

const RECIPES: Recipes = {
  ...AUTH,
  ...ACCOUNT,
  ...TEAM,
  ...PLATFORM,
  ...RACE_DAY,
  ...DISPLAYS,
  ...TEMPLATES,
  ...ASSETS,
  ...SITES,
};

/** Routes that change nothing that anybody decided, each with its reason. */
const SILENT: Readonly<Record<string, string>> = {
  'POST /api/auth/refresh':
    'goes on with a login that is written down; a second use of a token is written down',
  'POST /api/auth/forgot':
    'does nothing without mail, as here; with mail oneTimeLinks.test.ts finds the entry',
  'POST /api/auth/invitation': 'reads an invitation; the token travels in the body to stay out of logs',
  'POST /api/sessions/:id/called':
    'a tick between announcers, one for every runner: nothing is shown or decided by it',
  'POST /api/pairing': 'a TV shows a code; what comes of it is written down when somebody types it',
  'POST /api/account/totp': 'nothing counts before the first code confirms it, which is written down',
  'POST /api/account/passkeys/options': 'begins what the next step writes down',
};

/** What is written down although nothing is changed. */
const LOUD_READS = ['GET /api/audit/export', 'GET /api/templates/export'];

let t: TestHttp;
let world: World;
const internet = new SmallInternet();
beforeAll(async () => {
  await internet.serveHarbourRun();
  t = await startTestHttp({ web: internet.fetcher() });
  world = new World(t, await makeAdministrator(t, 'Alex Moor'));
});
afterAll(async () => {
  await t.close();
  await internet.close();
});

const changing = Object.keys(ACCESS).filter((route) => !/^(GET|OPTIONS) /.test(route));

interface Written {
  action: string;
  actor_kind: string;
  request_id: string;
  entry: string;
}

const writtenFor = (requestId: string | null) =>
  runAsAdmin<Written>(
    t.db.adminUrl,
    'select action, actor_kind, request_id, a::text as entry from audit_log a where request_id = $1',
    [requestId],
  );

/** The entries of one request. Those of commands on air come a moment after the answer. */
async function entriesOf({ headers }: Answer): Promise<Written[]> {
  const giveUpAt = performance.now() + 5_000;
  for (;;) {
    const entries = await writtenFor(headers.get('x-request-id'));
    if (entries.length > 0 || performance.now() > giveUpAt) return entries;
    await pause(10);
  }
}

it('every changing route has a call here or a reason for its silence, and nothing else has', () => {
  expect([...Object.keys(RECIPES), ...Object.keys(SILENT)].sort()).toEqual([...changing].sort());
  for (const route of LOUD_READS) expect(ACCESS[route]).toBeDefined();
});

describe.each(Object.entries(RECIPES))('%s', (route, [action, run]) => {
  it(`writes ${action}, with who, and without a secret`, async () => {
    // Throttles count by the server's clock: each route begins with full ones. All together stay below the life of a
    // login.
    t.pass(300_000);
    await keepSignedIn();
    await run(world, async (call) => {
      const answer = await call();
      expect([200, 201, 202, 204], answer.text).toContain(answer.status);
      const entries = await entriesOf(answer);
      expect(entries.map((entry) => entry.action)).toContain(action);
      // The key of a screen is its name.
      for (const { entry } of entries)
        for (const secret of route.includes('/:key') ? [] : secretsIn(answer))
          expect(entry).not.toContain(secret);
    });
  });
});

/** Logins end without use; this is the use of the two that all calls share. */
async function keepSignedIn(): Promise<void> {
  const answers = [await world.owner('GET', '/api/auth/me'), await world.byAdmin('GET', '/api/auth/me')];
  for (const { status } of answers) expect(status).toBe(200);
}

const SECRET_FIELDS = /^(accessToken|refreshToken|key|secret|url|token|ticket|recoveryCodes)$/;

/** What the answer shows this once. */
function secretsIn({ json }: Answer): string[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    SECRET_FIELDS.test(name) ? [value].flat().filter((each) => typeof each === 'string') : [],
  );
}

it('after all of this, the chain of every tenant holds', async () => {
  const tenants = await runAsAdmin<{ tenant_id: TenantId; seq: string }>(
    t.db.adminUrl,
    'select tenant_id, seq from audit_heads',
  );
  expect(tenants.length).toBeGreaterThan(3);
  for (const { tenant_id: tenantId, seq } of tenants) {
    const work = systemPrincipal(tenantId, 'test');
    const verdict = await t.db.database.withTenant(work, (scope) => verifyAuditChain(scope));
    expect(verdict).toMatchObject({ intact: true, entries: Number(seq) });
  }
});
