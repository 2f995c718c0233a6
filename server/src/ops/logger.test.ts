import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, runAsAdmin, type TestDatabase } from '../../../test/support/database.ts';
import { createLogger } from './logger.ts';

/** The lines of a logger at the finest level. */
function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(
    createLogger('trace', {
      write(line) {
        text += line;
      },
    }),
  );
  return text;
}

describe('fields with the name of a secret', () => {
  it.each([
    { password: 'hunter2' },
    { body: { currentPassword: 'hunter2' } },
    { a: { b: { c: { d: { refreshToken: 'hunter2' } } } } },
    {
      headers: {
        'x-api-key': 'hunter2',
        cookie: 'hunter2',
        'set-cookie': ['hunter2'],
        authorization: 'hunter2',
      },
    },
    { list: [{ secret: 'hunter2' }, { recoveryCodes: ['hunter2'] }] },
    { ticket: 'hunter2', response: { code: 'hunter2' } },
    { err: Object.assign(new Error('no'), { config: { password: 'hunter2' }, detail: 'hunter2' }) },
    { err: new Error('no', { cause: Object.assign(new Error('why'), { client: { password: 'hunter2' } }) }) },
    { err: new AggregateError([Object.assign(new Error('why'), { body: 'hunter2' })], 'all') },
    { event: { error: Object.assign(new Error('no'), { detail: 'hunter2' }) } },
    { bytes: Buffer.from('hunter2') },
  ])('%j are left out', (fields) => {
    const line = logged((log) => log.error(fields, 'said'));
    expect(line).not.toContain('hunter2');
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'said' });
  });

  it('and the rest is written', () => {
    const error = Object.assign(new TypeError('bad'), { code: 'E_BAD', constraint: 'users_email_unique' });
    const fields = { tenant: 't-1', count: 3, list: ['a', { b: true }], none: null, err: error };
    const line = JSON.parse(logged((log) => log.info(fields, 'said')));
    expect(line).toMatchObject({ tenant: 't-1', count: 3, list: ['a', { b: true }], none: null });
    expect(line.err).toMatchObject({ type: 'TypeError', message: 'bad', code: 'E_BAD' });
    expect(line.err.constraint).toBe('users_email_unique');
    expect(line.err.stack).toContain('logger.test.ts');
  });

  it('an error alone is written like one in a field', () => {
    const line = JSON.parse(logged((log) => log.error(Object.assign(new Error('no'), { body: 'hunter2' }))));
    expect(line).toMatchObject({ msg: 'no', err: { message: 'no' } });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('a child’s own fields are no way around', () => {
    const line = logged((log) => log.child({ address: '192.0.2.7' }).warn({ token: 'hunter2' }, 'said'));
    expect(line).not.toContain('hunter2');
    expect(JSON.parse(line).address).toBe('192.0.2.7');
  });

  it('something endless does not stop the log', () => {
    const endless: { self?: unknown } = {};
    endless.self = endless;
    expect(JSON.parse(logged((log) => log.info({ endless }, 'said'))).msg).toBe('said');
  });
});

describe('what has the form of a secret', () => {
  const jwt = ['eyJhbGciOiJFZERTQSJ9', 'eyJzdWIiOiJyb2JpbiJ9', 'c2lnbmF0dXJl'].join('.');
  it.each([
    ['p88_AbCd2345_hunter2hunter2hunter2', 'p88_AbCd2345_'],
    [`token ${jwt} refused`, 'token '],
    ['Authorization: Bearer hunter2hunter2', 'Bearer '],
    [`cannot reach ${'postgres'}://robin:hunter2@db.acme.example:5432/race`, '@db.acme.example'],
    ['https://p88.example/invitation#hunter2hunter2hunter2hunter2', '/invitation#'],
    ['https://p88.example/reset#hunter2-hunter2_hunter2', '/reset#'],
    ['GET /display/HUNTER22 failed', '/display/HUN…'],
    [`0190aaaa-0000-7000-8000-000000000001.${'ab'.repeat(32)}`, '0190aaaa-0000-7000-8000-000000000001.['],
  ])('%s is hidden in any text', (text, left) => {
    for (const line of [
      logged((log) => log.info(text)),
      logged((log) => log.error({ err: new Error(text) }, 'said')),
      logged((log) => log.warn({ deep: [{ reason: text }] }, 'said')),
    ]) {
      expect(line).not.toMatch(/hunter2|HUNTER22|c2lnbmF0dXJl|abab/);
      expect(line).toContain(left);
      JSON.parse(line);
    }
  });
});

describe('errors of the real database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('tell neither rows nor the password of the connection', async () => {
    const client = new Client({ connectionString: test.adminUrl });
    await client.connect();
    const row = client.query(`insert into partners (tenant_id, name, slug, time_zone, created_at)
      values (gen_random_uuid(), 'hunter2', null, 'UTC', now())`);
    const refused = await row.catch((error: Error) => error);
    client.on('error', () => undefined);
    const lost = new Promise<Error>((resolve) => client.once('error', resolve));
    const [{ pid } = { pid: 0 }] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid'))
      .rows;
    await runAsAdmin(test.adminUrl, 'select pg_terminate_backend($1)', [pid]);
    const gone = Object.assign(await lost, { client });
    const text = logged((log) => {
      log.error({ err: refused }, 'refused');
      log.error({ err: gone }, 'lost');
    });
    expect(JSON.stringify(refused)).toContain('hunter2');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(new URL(test.adminUrl).password);
    expect(text).toContain('"column":"slug"');
  });
});
