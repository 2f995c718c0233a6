import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../test/support/httpServer.ts';
import { LiveServer, type TestScreen } from '../../../test/support/liveServer.ts';

/** A partner's own templates on real screens. */

let live: LiveServer;
let id: string;
let link: string;
beforeAll(async () => {
  live = await LiveServer.start();
});
afterAll(() => live.close());
beforeEach(async () => {
  ({ id, link } = await live.display());
});

const owner = (...args: Parameters<Caller>) => live.t.a.owner(...args);
const dwellOn = (screen: TestScreen) => screen.state?.template.airing.dwellMs;

async function published() {
  const made = (await owner('POST', '/api/templates', { name: 'Arch', from: { builtIn: 'finish-hero' } }))
    .json;
  await owner('POST', `/api/templates/${made.id}/publish`, { rev: 1 });
  return made;
}

async function publishWith(made: { id: string; draft: { airing: object } }, rev: number, dwellMs: number) {
  const document = { ...made.draft, airing: { ...made.draft.airing, dwellMs } };
  expect((await owner('PUT', `/api/templates/${made.id}/draft`, { rev, document })).status).toBe(200);
  expect((await owner('POST', `/api/templates/${made.id}/publish`, { rev: rev + 1 })).status).toBe(200);
}

test('what is published is on all screens that show the newest version at once; a draft is not', async () => {
  const made = await published();
  await owner('PATCH', `/api/sessions/${id}`, { templateId: made.id });
  const screens = [await live.screen(link), await live.screen(link)];
  for (const screen of screens) await screen.until(() => screen.state?.template.id === made.id);
  const before = screens.map(dwellOn);
  const document = { ...made.draft, airing: { ...made.draft.airing, dwellMs: 3_333 } };
  await owner('PUT', `/api/templates/${made.id}/draft`, { rev: 1, document });
  for (const screen of screens) await screen.heard();
  expect(screens.map(dwellOn)).toEqual(before);
  await owner('POST', `/api/templates/${made.id}/publish`, { rev: 2 });
  for (const screen of screens) await screen.until(() => dwellOn(screen) === 3_333);
});

test('a screen of a version that was chosen stays with it', async () => {
  const made = await published();
  const screen = await live.screen(link);
  await owner('POST', `/api/sessions/${id}/program`, {
    programRev: 0,
    template: { id: made.id, version: 1 },
  });
  await screen.until(() => screen.state?.template.id === made.id);
  const before = dwellOn(screen);
  await publishWith(made, 1, 4_444);
  await screen.heard();
  expect(dwellOn(screen)).toBe(before);
  await owner('POST', `/api/sessions/${id}/program`, {
    programRev: 1,
    template: { id: made.id, version: null },
  });
  await screen.until(() => dwellOn(screen) === 4_444);
});

test('a template that nothing is published of, and a version that is not there, do not go on air', async () => {
  const made = (await owner('POST', '/api/templates', { name: 'x', from: { builtIn: 'finish-hero' } })).json;
  const take = (version: number | null) =>
    owner('POST', `/api/sessions/${id}/program`, { programRev: 0, template: { id: made.id, version } });
  expect((await take(null)).status).toBe(404);
  await owner('POST', `/api/templates/${made.id}/publish`, { rev: 1 });
  expect((await take(7)).status).toBe(404);
  expect((await take(1)).status).toBe(200);
});
