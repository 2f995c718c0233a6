import { afterEach, describe, expect, it } from 'vitest';
import { Journal, QUARANTINE } from '../../server/src/ingest/journal/journal.ts';
import { TENANT_A, TENANT_B } from '../support/fixtures.ts';
import { newLocation, rows, TestIngest, type TestIngestOptions } from './harness.ts';
import { GREETING, type WireClient } from './wireClient.ts';

let port: TestIngest;
afterEach(() => port.stop());

/** A stream of tenant A under each policy under which it needs no sign-in, with three reads. */
async function streaming(options: TestIngestOptions): Promise<WireClient> {
  port = await TestIngest.start(options);
  const client = await port.connect();
  await client.openAndStart();
  client.send(rows(1, 3));
  await port.untilReads(3);
  return client;
}

async function suspend(): Promise<void> {
  port.blocked.add(TENANT_A);
  await port.ingest.endTenant(TENANT_A);
}

const recordings = () => new Journal({ dir: port.journalDir, onEvent: () => {} });

const WITHOUT_SIGN_IN = [
  ['open', { policy: 'open' }],
  ['mixed', { policy: 'mixed', allowed: TENANT_A }],
] as const;

describe.each(WITHOUT_SIGN_IN)('a suspended tenant, policy %s', (_name, options) => {
  it('loses its connections at once, with their ends recorded', async () => {
    const client = await streaming(options);
    await suspend();
    await client.closed;
    expect(port.timingSession().status).toBe('recent');
    expect(port.logged.join('\n')).toContain('"reason":"suspended"');
  });

  it('is let in no more, and what its devices send all the same is kept nowhere', async () => {
    await streaming(options);
    await suspend();
    const again = await port.connect();
    again.send(`${GREETING}${newLocation()}${rows(4, 9)}`);
    expect(await again.lineWith('err')).toMatch(/^err~authorize~\S/);
    expect(port.reads).toHaveLength(3);
    expect(recordings().has(QUARANTINE)).toBe(false);
  });

  it('goes on where it was when the suspension ends', async () => {
    await streaming(options);
    await suspend();
    port.blocked.clear();
    expect(await (await port.connect()).openAndStart()).toBe('start~FINISH~4');
  });
});

it('a suspended tenant’s timing key is unknown', async () => {
  port = await TestIngest.start({ policy: 'keys', config: { timingAuth: 'plaintext' } });
  port.blocked.add(TENANT_A);
  const client = await port.connect();
  client.send(GREETING);
  await client.settings();
  client.send('authorize~probeuser~probepass\r\n');
  expect(await client.line()).toMatch(/^err~authorize~wrong user/);
});

it('another tenant is not concerned', async () => {
  const client = await streaming({ policy: 'open' });
  port.blocked.add(TENANT_B);
  await port.ingest.endTenant(TENANT_B);
  client.send(rows(4, 5));
  await port.untilReads(5);
});

it('a removed tenant leaves neither recording nor timing session, also after a restart', async () => {
  const client = await streaming({ policy: 'open' });
  await port.ingest.removeTenant(TENANT_B);
  expect(recordings().tenants()).toEqual([TENANT_A]);
  port.blocked.add(TENANT_A);
  await port.ingest.removeTenant(TENANT_A);
  await client.closed;
  expect(recordings().tenants()).toEqual([]);
  expect(port.timingSessions()).toEqual([]);
  await port.shut();
  await port.open();
  expect(port.timingSessions()).toEqual([]);
  expect(port.replayed).toEqual([]);
});
