import { type AuditEntryView, auditEntryView, auditPage } from '@project88/core/contract/audit.ts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimOf, makeUser, runAsAdmin } from '../../../test/support/database.ts';
import {
  type Caller,
  callerAt,
  PASSWORD,
  startTestHttp,
  type TestHttp,
} from '../../../test/support/httpServer.ts';
import { hashPassword } from '../auth/passwords.ts';

let t: TestHttp;
let id: string;
const EVIL = '=HYPERLINK("https://evil.example","click")';

beforeAll(async () => {
  t = await startTestHttp();
  t.pass(1_000);
  ({ id } = (await t.a.owner('POST', '/api/sessions/create', { name: EVIL, mode: 'results' })).json);
  t.pass(1_000);
  await t.a.owner('PATCH', `/api/sessions/${id}`, { name: 'Finish', templateId: 'finish-hero' });
  await t.a.owner('PATCH', `/api/sessions/${id}`, { name: 'Finish' });
  await t.a.owner('PUT', `/api/sessions/${id}/roster`, { entries: [{ bib: '7', lastName: 'Secretname' }] });
});
afterAll(() => t.close());

const entries = async (query = '', caller: Caller = t.a.owner): Promise<AuditEntryView[]> =>
  auditPage.parse((await caller('GET', `/api/audit${query}`)).json).items;

async function signedIn(role: 'manager' | 'viewer'): Promise<Caller> {
  const email = `${role}@acme.example`;
  await makeUser(t.db.database, t.a.tenantId, { email, role, passwordHash: await hashPassword(PASSWORD) });
  const answer = await t.anybody('POST', '/api/auth/login', { email, password: PASSWORD });
  return callerAt(t.url, { authorization: `Bearer ${answer.json.accessToken}` });
}

describe('the list', () => {
  test('tells who did what, when and from where, newest first', async () => {
    const [uploaded, changed, made] = (await entries(`?objectId=${id}`)) as [
      AuditEntryView,
      AuditEntryView,
      AuditEntryView,
    ];
    expect(made).toMatchObject({
      actor: { kind: 'user', name: 'Robin Stone' },
      action: 'display.made',
      object: { kind: 'display-session', id },
      before: null,
      after: { name: EVIL, mode: 'results', templateId: 'finish-hero', eventId: null },
      address: '127.0.0.1',
    });
    expect(made.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.parse(changed.at) - Date.parse(made.at)).toBe(1_000);
    expect(changed).toMatchObject({ before: { name: EVIL }, after: { name: 'Finish' } });
    expect(uploaded).toMatchObject({
      action: 'roster.uploaded',
      after: { accepted: 1, rejected: 0, total: 1, merge: false, partial: false },
    });
    expect([uploaded.seq, changed.seq]).toEqual([made.seq + 2, made.seq + 1]);
  });

  test('holds no people of a roster', async () => {
    expect((await t.a.owner('GET', '/api/audit')).text).not.toContain('Secretname');
  });

  test('is filtered by action, actor and time', async () => {
    const all = await entries();
    const [made] = await entries('?action=display.made');
    expect(made?.action).toBe('display.made');
    expect(await entries(`?actorId=${made?.actor.id}&action=display.made`)).toEqual([made]);
    expect(await entries('?actorId=nobody')).toEqual([]);
    const from = await entries(`?from=${made?.at}`);
    expect(from).toEqual(all.filter(({ at }) => at >= (made?.at ?? '')));
    const to = await entries(`?to=${made?.at}`);
    expect(to).toEqual(all.filter(({ at }) => at < (made?.at ?? '')));
    expect((await t.a.owner('GET', '/api/audit?action=nothing')).status).toBe(400);
    expect((await t.a.owner('GET', '/api/audit?from=yesterday')).status).toBe(400);
  });

  test('comes in pages', async () => {
    const all = await entries();
    const first = (await t.a.owner('GET', '/api/audit?limit=2')).json;
    const second = (await t.a.owner('GET', `/api/audit?limit=2&cursor=${first.nextCursor}`)).json;
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4));
  });

  test('is the own one of each partner', async () => {
    const ofB = await t.b.owner('GET', '/api/audit');
    expect(ofB.text).not.toContain(id);
    expect((await entries(`?objectId=${id}`, t.b.owner)).length).toBe(0);
  });
});

describe('a display link', () => {
  test('is named by its first letters: whoever reads the log cannot open it', async () => {
    const link = (await t.a.owner('POST', '/api/display/generate-url', { sessionId: id })).json;
    await t.a.owner('DELETE', `/api/display/${link.id}`);
    await t.a.owner('DELETE', `/api/display/${link.id}`);
    const name = `${link.id.slice(0, 3)}…`;
    const found = await entries(`?objectId=${encodeURIComponent(name)}`);
    expect(found.map(({ action }) => action)).toEqual(['link.revoked', 'link.made']);
    expect(found[1]).toMatchObject({ after: { displaySessionId: id, expiresAt: link.expiresAt } });
    const [logged] = await runAsAdmin<{ text: string }>(
      t.db.adminUrl,
      `select string_agg(audit_log::text, ' ') as text from audit_log`,
    );
    expect(logged?.text).not.toContain(link.id);
  });
});

describe('the export', () => {
  test('as csv opens in a spreadsheet and starts no formula', async () => {
    const { text, headers, status } = await t.a.owner('GET', '/api/audit/export');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="audit-2031-05-04.csv"');
    // The header, one line for each entry there was before, and none for the taking out itself.
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    const listed = await entries(`?to=${new Date(t.now() + 1).toISOString()}`);
    expect(rows.map((row) => row.number)).toEqual(
      listed
        .map(({ seq }) => String(seq))
        .slice(1)
        .reverse(),
    );
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const made = rows.find((row) => row.action === 'display.made');
    expect(JSON.parse(made?.after ?? '')).toMatchObject({ name: EVIL });
  });

  test('starts no formula with a name either', async () => {
    await runAsAdmin(t.db.adminUrl, `update users set name = '@SUM(A1)' where email like 'operator@acme%'`);
    await t.a.operator('PATCH', `/api/sessions/${id}`, { name: 'Renamed' });
    const rows: Record<string, string>[] = parse((await t.a.owner('GET', '/api/audit/export')).text, {
      bom: true,
      columns: true,
    });
    expect(rows.at(-1)?.actor).toBe("'@SUM(A1)");
  });

  test('as jsonl gives one entry per line, filtered, with what chains them', async () => {
    const { text, headers } = await t.a.owner('GET', `/api/audit/export?format=jsonl&objectId=${id}`);
    expect(headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const listed = (await entries(`?objectId=${id}`)).reverse();
    expect(lines.map((line) => auditEntryView.parse(line))).toEqual(listed);
    expect(lines[1].previousHash).toBe(lines[0].hash);
  });

  test('is written down itself', async () => {
    const [newest] = await entries('?action=audit.exported&limit=1');
    expect(newest).toMatchObject({ after: { format: 'jsonl', objectId: id } });
    expect(newest).toMatchObject({ after: { upTo: (newest?.seq ?? 0) - 1 } });
  });

  test('holds all of a log that is longer than one piece', async () => {
    await runAsAdmin(
      t.db.adminUrl,
      `select set_config('p88.tenant', '${await claimOf(t.db.adminUrl, t.b.tenantId)}', false);
       insert into audit_log (tenant_id, seq, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
         address, request_id, previous_hash, hash)
       select '${t.b.tenantId}', 0, now(), 'system', '', 'test', 'login.succeeded', 'user', '', '', '', '', ''
       from generate_series(1, 2500)`,
    );
    const { text } = await t.b.owner('GET', '/api/audit/export?format=jsonl');
    const numbers = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).seq);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(2_500);
    expect((await t.b.owner('GET', '/api/audit/verify')).json).toMatchObject({ intact: true });
  });
});

describe('the proof', () => {
  test('says how many entries hold, and what does not', async () => {
    const { json } = await t.a.owner('GET', '/api/audit/verify');
    const [newest] = await entries('?limit=1');
    expect(json).toEqual({ intact: true, entries: newest?.seq, head: newest?.hash, problem: null });
    await runAsAdmin(t.db.adminUrl, `update audit_log set actor_name = 'X' where object_id = '${id}'`);
    expect((await t.a.owner('GET', '/api/audit/verify')).json).toMatchObject({ intact: false });
  });
});

test('a manager reads and proves the log, takes it not out; operators and viewers see nothing of it', async () => {
  const statuses = async (caller: Caller) =>
    Promise.all(
      ['', '/verify', '/export'].map(async (path) => (await caller('GET', `/api/audit${path}`)).status),
    );
  expect(await statuses(await signedIn('manager'))).toEqual([200, 200, 403]);
  expect(await statuses(t.a.operator)).toEqual([403, 403, 403]);
  expect(await statuses(await signedIn('viewer'))).toEqual([403, 403, 403]);
});
