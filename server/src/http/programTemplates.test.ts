import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../test/support/httpServer.ts';
import { LiveServer, type TestConsole } from '../../../test/support/liveServer.ts';
import { makePerson } from '../../../test/support/people.ts';

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
const take = (body: object) => owner('POST', `/api/sessions/${id}/program`, body);

/** A template of the partner's own, with its number. */
async function makeTemplate(name: string): Promise<{ id: string; rev: number }> {
  const made = await owner('POST', '/api/templates', { name, from: { builtIn: 'finish-hero' } });
  return { id: made.json.id, rev: made.json.draftRev };
}

/** Draw it so that it can be told apart, and publish it. Answers the draft's number. */
async function publish(template: { id: string; rev: number }, dwellMs: number): Promise<number> {
  const document = { ...finishHero, id: template.id, airing: { ...finishHero.airing, dwellMs } };
  const saved = await owner('PUT', `/api/templates/${template.id}/draft`, { rev: template.rev, document });
  const rev: number = saved.json.draftRev;
  await owner('POST', `/api/templates/${template.id}/publish`, { rev });
  return rev;
}

describe('a template of the partner’s own', () => {
  test('is on all screens as soon as it is published anew: on air, on one screen and in a playlist', async () => {
    const template = await makeTemplate('Harbour finish');
    template.rev = await publish(template, 3_000);
    const screen = await live.screen(link, 'own-template-1');
    const dwellMs = () => screen.state?.template.airing.dwellMs;
    expect((await take({ programRev: 0, template: { id: template.id, version: null } })).status).toBe(200);
    await screen.until(() => dwellMs() === 3_000);
    await expect
      .poll(
        async () =>
          (await owner('PATCH', `/api/sessions/${id}/screens/own-template-1`, { templateId: template.id }))
            .status,
      )
      .toBe(200);
    template.rev = await publish(template, 4_000);
    const ownDwellMs = () => screen.got('settings').at(-1)?.settings.template?.airing.dwellMs;
    await screen.until(() => dwellMs() === 4_000 && ownDwellMs() === 4_000);

    const items = [{ templateId: template.id, dwellMs: 10_000 }];
    const playlist = (await owner('POST', '/api/playlists', { name: 'Own', items })).json;
    await take({ programRev: 1, playlistId: playlist.id });
    template.rev = await publish(template, 5_000);
    await screen.until(() => dwellMs() === 5_000);
  });

  test('of a version stays as it was published', async () => {
    const template = await makeTemplate('Fixed');
    template.rev = await publish(template, 3_000);
    const screen = await live.screen(link);
    await take({ programRev: 0, template: { id: template.id, version: 1 } });
    await screen.until(() => screen.state?.template.airing.dwellMs === 3_000);
    await publish(template, 4_000);
    expect(screen.state?.template.airing.dwellMs).toBe(3_000);
    const state = live.hub.operatorState(live.t.a.tenantId, id as DisplaySessionId);
    expect(state?.template).toMatchObject({ id: template.id, version: 1 });
    expect((await take({ programRev: 1, template: { id: template.id, version: 9 } })).status).toBe(404);
  });

  test('cannot be put on air before it is published, nor by another partner', async () => {
    const template = await makeTemplate('Draft only');
    expect((await take({ programRev: 0, template: { id: template.id, version: null } })).status).toBe(404);
    await publish(template, 3_000);
    const theirs = await live.display(live.t.b.owner);
    const body = { programRev: 0, template: { id: template.id, version: null } };
    expect((await live.t.b.owner('POST', `/api/sessions/${theirs.id}/program`, body)).status).toBe(404);
    const items = [{ templateId: template.id, dwellMs: 10_000 }];
    expect((await live.t.b.owner('POST', '/api/playlists', { name: 'x', items })).status).toBe(404);
  });
});

describe('builders at one template', () => {
  const people = (console_: TestConsole) =>
    (console_.got('presence').at(-1)?.people ?? []).map(({ edits }) => edits);
  const draftRev = (console_: TestConsole) => console_.got('presence').at(-1)?.draftRev;

  test('see each other; one changes it until it leaves or is taken over, and saved drafts are told', async () => {
    const template = await makeTemplate('Shared');
    const [one, other] = [await live.console(), await live.console(live.t.a.operator)];
    one.say({ t: 'at-template', templateId: template.id, edits: true });
    await one.until(() => people(one).length === 1);
    expect([people(one), draftRev(one)]).toEqual([[true], template.rev]);
    other.say({ t: 'at-template', templateId: template.id, edits: true });
    await other.until(() => people(other).length === 2);
    expect(people(other)).toEqual([true, false]);
    other.say({ t: 'at-template', templateId: template.id, edits: true, takeOver: true });
    await one.until(() => people(one).join() === 'false,true');
    const rev = await publish(template, 3_000);
    await one.until(() => draftRev(one) === rev);
    await other.close();
    await one.until(() => people(one).join() === 'true');
  });

  test('of another partner see nobody, not even with the same id', async () => {
    const template = await makeTemplate('Walled');
    const [one, foreign] = [await live.console(), await live.console(live.t.b.owner)];
    one.say({ t: 'at-template', templateId: template.id, edits: true });
    await one.until(() => people(one).length === 1);
    foreign.say({ t: 'at-template', templateId: template.id, edits: true, takeOver: true });
    const theirs = await live.t.b.owner('POST', '/api/templates', {
      name: 'Theirs',
      from: { builtIn: 'finish-hero' },
    });
    // The answer to the second says that the first was heard.
    foreign.say({ t: 'at-template', templateId: theirs.json.id, edits: true });
    await foreign.until(() => people(foreign).length === 1);
    expect(foreign.got('presence').map(({ templateId }) => templateId)).toEqual([theirs.json.id]);
    await one.heard();
    expect(people(one)).toEqual([true]);
  });

  test('who may only look does not change it', async () => {
    const template = await makeTemplate('Looked at');
    const viewer = await makePerson(live.t, live.t.a.tenantId, 'viewer@acme.example', 'viewer');
    // The test's sockets have a port of their own, so they must not say where the page came from.
    const { cookie = '' } = viewer.call.headers;
    const console_ = await live.console({ headers: { cookie } });
    console_.say({ t: 'at-template', templateId: template.id, edits: true, takeOver: true });
    await console_.until(() => people(console_).length === 1);
    expect(people(console_)).toEqual([false]);
  });
});
