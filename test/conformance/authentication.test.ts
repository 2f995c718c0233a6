import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Journal, QUARANTINE } from '../../server/src/ingest/journal/journal.ts';
import { TENANT_A, TENANT_B } from '../support/fixtures.ts';
import { newLocation, rows, TestIngest, type TestIngestOptions } from './harness.ts';
import { GREETING, type WireClient } from './wireClient.ts';

let port: TestIngest;
afterEach(() => port.stop());

async function startWith(options: TestIngestOptions): Promise<WireClient> {
  port = await TestIngest.start(options);
  return port.connect();
}

/** Greet, and return the seed that the server chose. */
async function seedFor(client: WireClient): Promise<string> {
  client.send(GREETING);
  return (await client.settings()).settings.get('authentication-seed') ?? '';
}

function everythingOnDisk(dir: string): string {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('');
}

describe('signing in', () => {
  it.each([
    ['plaintext', () => 'probepass'],
    [
      'hmac-sha1',
      (seed: string) => createHmac('sha1', Buffer.from(seed, 'hex')).update('probepass').digest('hex'),
    ],
    [
      'hmac-md5',
      (seed: string) => createHmac('md5', Buffer.from(seed, 'hex')).update('probepass').digest('hex'),
    ],
    [
      'seed-sha1',
      (seed: string) => createHash('sha1').update(`probepass${seed}`).digest('hex').toUpperCase(),
    ],
    ['seed-md5', (seed: string) => createHash('md5').update(`probepass${seed}`).digest('hex').toUpperCase()],
  ] as const)('%s: the right answer opens the stream', async (timingAuth, answer) => {
    const client = await startWith({ policy: 'keys', config: { timingAuth } });
    client.send(GREETING);
    const { settings } = await client.settings();
    expect(settings.get('authentication')).toBe(timingAuth);
    client.send(`authorize~probeuser~${answer(settings.get('authentication-seed') ?? '')}\r\n`);
    expect(await client.line()).toBe('ack~authorize');
    expect(await client.line()).toBe('geteventinfo');
    client.send(`ack~getconnectionid~AB\r\n${newLocation()}${rows(1, 2)}`);
    await port.untilReads(2);
    expect(port.timingSession()).toMatchObject({ timingKeyUser: 'probeuser', reads: 2 });
    expect(port.keysUsed).toEqual(['probeuser']);
  });

  it('gives each connection a seed of its own, in hex with an even number of digits', async () => {
    const first = await startWith({ policy: 'keys' });
    const seeds = [await seedFor(first), await seedFor(await port.connect())];
    expect(seeds[0]).not.toBe(seeds[1]);
    for (const seed of seeds) expect(seed).toMatch(/^([0-9a-f]{2}){8,}$/);
  });

  it('does not take the answer of another connection', async () => {
    const first = await startWith({ policy: 'keys' });
    const answer = createHmac('sha1', Buffer.from(await seedFor(first), 'hex'))
      .update('probepass')
      .digest('hex');
    const second = await port.connect();
    await seedFor(second);
    second.send(`authorize~probeuser~${answer}\r\n`);
    expect(await second.line()).toMatch(/^err~authorize~/);
  });

  it.each([
    'authorize~probeuser~wrong',
    'authorize~nobody~probepass',
    'authorize~probeuser~',
    'authorize~probeuser',
  ])('refuses %s, takes nothing, and closes when the client stays', async (line) => {
    const client = await startWith({
      policy: 'keys',
      config: { timingAuth: 'plaintext' },
      limits: { refusedLingerMs: 100, signInDeadlineMs: 150 },
    });
    client.send(GREETING);
    await client.settings();
    client.send(`${line}\r\n${newLocation()}${rows(1, 5)}authorize~probeuser~probepass\r\n`);
    expect(await client.line()).toMatch(/^err~authorize~\S/);
    await client.closed;
    expect(client.received).not.toContain('ack~authorize');
    expect(port.reads).toEqual([]);
    expect(port.timingSessions()).toEqual([]);
    expect(new Journal({ dir: port.journalDir, onEvent: () => {} }).tenants()).toEqual([]);
  });

  it('refuses rows without a sign-in', async () => {
    const client = await startWith({ policy: 'keys' });
    client.send(`${GREETING}${rows(1, 3)}`);
    expect(await client.lineWith('err')).toMatch(/^err~authorize~\S/);
    expect(port.reads).toEqual([]);
  });

  it('refuses a client that never signs in', async () => {
    const client = await startWith({
      policy: 'keys',
      limits: { signInDeadlineMs: 100, refusedLingerMs: 50 },
    });
    client.send(GREETING);
    expect(await client.lineWith('err')).toMatch(/^err~authorize~\S/);
    await client.closed;
  });

  it('writes no secret and no answer into recording or log', async () => {
    const client = await startWith({ policy: 'keys', config: { timingAuth: 'plaintext' } });
    client.send(`${GREETING}authorize~probeuser~probepass\r\n${rows(1, 1)}`);
    await port.untilReads(1);
    client.send('authorize~probeuser~probepass\r\nnonsense://probeuser:probepass@host\r\nping\r\n');
    await client.lineWith('ack~ping');
    await port.shut();
    const written = everythingOnDisk(port.journalDir);
    expect(written).toContain('authorize~probeuser~***\r\n');
    expect(written).not.toContain('probepass');
    expect(port.logged.join('\n')).not.toContain('probepass');
  });
});

describe('mixed policy', () => {
  it('needs no key from an address on the allow-list', async () => {
    const client = await startWith({ policy: 'mixed', allowed: TENANT_B });
    const { settings } = await client.open();
    expect(settings.get('authentication')).toBe('none');
    client.send(rows(1, 2));
    await port.untilReads(2);
    expect(port.timingSessions(TENANT_B)).toHaveLength(1);
    expect(port.timingSessions(TENANT_A)).toEqual([]);
  });

  it('records a stream without a sign-in for nobody', async () => {
    const client = await startWith({ policy: 'mixed' });
    client.send(GREETING);
    expect((await client.settings()).settings.get('authentication')).toBe('hmac-sha1');
    client.send(`${newLocation()}ack~getconnectionid~AB\r\n${rows(1, 3)}`);
    expect(await client.lineWith('start')).toBe('start~FINISH');
    client.send('ping\r\n');
    await client.lineWith('ack~ping');
    expect(port.reads).toEqual([]);
    expect([...port.timingSessions(TENANT_A), ...port.timingSessions(TENANT_B)]).toEqual([]);
    await port.shut();
    expect(everythingOnDisk(join(port.journalDir, QUARANTINE))).toContain(rows(1, 3));
    expect(new Journal({ dir: port.journalDir, onEvent: () => {} }).tenants()).toEqual([]);
  });

  it('resumes a quarantined stream too', async () => {
    const client = await startWith({ policy: 'mixed' });
    client.send(`${GREETING}ack~getconnectionid~AB\r\n${rows(1, 3)}`);
    await client.lineWith('start');
    client.send('ping\r\n');
    await client.lineWith('ack~ping');
    await port.shut();
    await port.open();
    const again = await port.connect();
    again.send(`${GREETING}${newLocation()}ack~getconnectionid~AB\r\n`);
    expect(await again.lineWith('start')).toBe('start~FINISH~4');
    expect(port.replayed).toEqual([]);
  });

  it('refuses a wrong sign-in instead of quarantining it', async () => {
    const client = await startWith({ policy: 'mixed', config: { timingAuth: 'plaintext' } });
    client.send(`${GREETING}authorize~probeuser~wrong\r\n`);
    expect(await client.lineWith('err')).toMatch(/^err~authorize~\S/);
  });
});
