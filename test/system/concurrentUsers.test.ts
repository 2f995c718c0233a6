import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entryOf } from '../support/fixtures.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { Screen } from './support/screen.ts';

/** Twelve people of two partners, each with a display session of their own, do everything at the same time. */
const PEOPLE = 12;
const BIBS = ['1', '2', '3', '4', '5', '6'];
const WITHIN_MS = 20_000;

/** Somebody's display session with two screens, and how their runners are called. */
interface Place {
  index: number;
  stand: Stand;
  screens: Screen[];
  /** Everybody has the same bibs, so a read in the wrong place would show somebody. */
  nameOf: (bib: string) => string;
}

let venue: Venue;
let places: Place[];

beforeAll(async () => {
  venue = await Venue.open();
  const owners = [await venue.owner(0), await venue.owner(1)] as const;
  places = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, index): Promise<Place> => {
      const partner = index % 2;
      const person = await venue.newOperator(
        partner === 0 ? owners[0] : owners[1],
        `kim${index}@crew.example`,
      );
      const entries = rosterOf(index, 'before');
      const stand = await venue.setUp(partner, `Mat ${index}`, entries, 'announcer-list', person);
      const second = await linkTo(stand);
      const screens = [await screenOn(stand.link), await screenOn(second)];
      return { index, stand, screens, nameOf: (bib) => nameOf(index, bib, 'after') };
    }),
  );
}, 120_000);
afterAll(async () => {
  for (const { screens } of places ?? []) for (const screen of screens) screen.close();
  await venue?.close();
});

const nameOf = (index: number, bib: string, version: string) => `Runner${bib}-of-${index}-${version}`;
const rosterOf = (index: number, version: string) =>
  BIBS.map((bib) => entryOf(bib, { lastName: nameOf(index, bib, version) }));
const linkTo = ({ api, id }: Stand) =>
  api.call<DisplayLinkReply>('POST', '/api/display/generate-url', { sessionId: id });
const screenOn = ({ id }: DisplayLinkReply) => Screen.open(venue.product.url, id);
const command = ({ api, id }: Stand, action: string) =>
  api.call('POST', `/api/sessions/${id}/command`, { action });
const namesOn = ({ state }: Screen) => state.recent.map(({ lastName }) => lastName);
const everywhere = (work: (place: Place) => Promise<unknown>) => Promise.all(places.map(work));

it('each screen shows the people of its own display session, while all upload, read and make links', async () => {
  await everywhere(async ({ index, stand, screens, nameOf }) => {
    const { api, id } = stand;
    await command(stand, 'hold');
    for (const bib of ['1', '2']) stand.read(bib);
    const [link] = await Promise.all([
      linkTo(stand),
      api.call('PUT', `/api/sessions/${id}/roster`, { entries: rosterOf(index, 'after') }),
      api.call('PATCH', `/api/sessions/${id}`, { name: `Renamed ${index}` }),
    ]);
    screens.push(await screenOn(link));
    for (const bib of ['3', '4', '5']) stand.read(bib);
    const settled = (screen: Screen) =>
      namesOn(screen).length === 5 && namesOn(screen).every((name) => name.endsWith('-after'));
    await Promise.all(screens.map((screen) => screen.when(settled, WITHIN_MS)));
    for (const screen of screens) {
      expect(namesOn(screen)).toEqual(['5', '4', '3', '2', '1'].map(nameOf));
      expect(screen.state.session.name).toBe(`Renamed ${index}`);
      expect(screen.state.status).toMatchObject({ held: true, waiting: 5, reads: 5, unknown: 0 });
      expect(screen.state.onAir).toBeNull();
    }
  });
});

it('each queue obeys its own operator, and nobody of the other partner', async () => {
  await everywhere(async ({ index, stand, screens, nameOf }) => {
    const steps = index % 4;
    const foreign = places[(index + 1) % PEOPLE]?.stand.id;
    for (let step = 0; step < steps; step += 1) {
      await command(stand, 'next');
      for (const action of ['next', 'clear', 'resume']) {
        const path = `/api/sessions/${foreign}/command`;
        await expect(stand.api.call('POST', path, { action })).rejects.toThrow('answered 404');
      }
    }
    const waiting = BIBS.length - 1 - steps;
    for (const screen of screens) {
      await screen.when(({ state }) => state.status.waiting <= waiting, WITHIN_MS);
      expect(screen.state.onAir?.card.lastName).toBe(steps === 0 ? undefined : nameOf(String(steps)));
    }
  });
  for (const { index, screens, nameOf } of places) {
    for (const { state } of screens) {
      expect(state.status).toMatchObject({ held: true, waiting: BIBS.length - 1 - (index % 4) });
      expect(state.recent.map(({ lastName }) => lastName)).toEqual(['5', '4', '3', '2', '1'].map(nameOf));
    }
  }
});

it('who deletes theirs ends exactly their own screens', async () => {
  const isDeleted = ({ index }: Place) => index % 3 === 0;
  await everywhere(async (place) => {
    const { stand, screens, nameOf } = place;
    if (isDeleted(place)) {
      await stand.api.call('DELETE', `/api/sessions/${stand.id}`);
      await Promise.all(screens.map((screen) => screen.when(({ gone }) => gone !== null, WITHIN_MS)));
    } else {
      stand.read('6');
      await Promise.all(screens.map((screen) => screen.isShown(nameOf('6'), WITHIN_MS)));
    }
  });
  // Once more, now that all deletions are done.
  await everywhere(async (place) => {
    const { stand, screens, index } = place;
    expect(screens.map(({ gone }) => gone)).toEqual(screens.map(() => (isDeleted(place) ? 'deleted' : null)));
    const roster = stand.api.call<{ items: { lastName: string }[] }>(
      'GET',
      `/api/sessions/${stand.id}/roster`,
    );
    if (isDeleted(place)) return expect(roster).rejects.toThrow('answered 404');
    expect((await roster).items.map(({ lastName }) => lastName)).toEqual(
      rosterOf(index, 'after').map(({ lastName }) => lastName),
    );
    await command(stand, 'clear');
    await Promise.all(
      screens.map((screen) => screen.when(({ state }) => state.recent.length === 0, WITHIN_MS)),
    );
  });
});
