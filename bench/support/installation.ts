import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { ApiClient } from '../../server/src/demo/apiClient.ts';
import { letEverybodyThrough } from '../../test/support/folders.ts';
import { type Product, startProduct } from '../../test/support/product.ts';

/** A fresh installation without the demo, with one partner, whose streams need no key. */
export interface Installation {
  product: Product;
  api: ApiClient;
  timingPort: number;
  remove(): Promise<void>;
}

export async function install(): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'p88-bench-'));
  await letEverybodyThrough(dataDir);
  const product = await startProduct({ dataDir, args: ['--no-demo'], env: { P88_LOG_LEVEL: 'warn' } });
  const [, email = '', password = ''] = /owner\s+(\S+@\S+)\s+(\S+)/.exec(product.output) ?? [];
  const api = new ApiClient(product.url);
  await api.login(email, password);
  const { timingPort } = await api.call<{ timingPort: number }>('GET', '/api/auth/me');
  return {
    product,
    api,
    timingPort,
    remove: async () => {
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A display session that shows one timing session. Answers the address of its live socket. */
export async function makeScreenAddress(
  { api, product }: Installation,
  name: string,
  timing: TimingSessionView,
): Promise<string> {
  const made = await api.call<DisplaySessionView>('POST', '/api/sessions/create', { name, mode: 'pre-race' });
  await api.call('POST', `/api/chronotrack/sessions/${timing.id}/select`, { displaySessionId: made.id });
  const link = await api.call<DisplayLinkReply>('POST', '/api/display/generate-url', { sessionId: made.id });
  return `${product.url.replace('http', 'ws')}/live/display/${link.id}`;
}

/** The timing session of each event name, once all of them are seen. */
export async function seenTimingSessions(
  { api }: Installation,
  eventNames: readonly string[],
): Promise<TimingSessionView[]> {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    const { items } = await api.call<{ items: TimingSessionView[] }>(
      'GET',
      '/api/chronotrack/sessions?limit=500',
    );
    const found = eventNames.map((name) => items.find((each) => each.eventName === name));
    const all = found.flatMap((each) => each ?? []);
    if (all.length === eventNames.length) return all;
    if (performance.now() > giveUpAt) throw new Error(`only ${all.length} timing sessions were seen`);
  }
}
