import {
  crossingPage,
  crossingQuery,
  entrySearchQuery,
  foundEntries,
} from '@project88/core/contract/announcer.ts';
import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { formatTimeOfDay } from '@project88/core/time/timeOfDay.ts';
import { type CrossingRecord, listCrossings } from '../../store/crossings.ts';
import { findEntries, findEntriesByTags, findLongestNames } from '../../store/rosterEntries.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { existing } from '../displaySession.ts';
import { idParams } from '../ids.ts';
import { HTTP_LIMITS } from '../limits.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Display sessions';

/** What announcers look up: runners, and crossings beyond those that screens keep. */
export function announcerRoutes(app: App, parts: HttpParts): void {
  search(app, parts);
  crossings(app, parts);
}

function search(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Entries by bib, name or club, or those with the longest names' };
  const schema = {
    ...described(words, { 200: foundEntries }, 404),
    params: idParams,
    querystring: entrySearchQuery,
  };
  app.get('/api/sessions/:id/entries', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { id } = await existing(scope, request);
      const { search: text, limit: most, longest } = request.query;
      if (longest && text === '') return { items: await findLongestNames(scope, id, most) };
      return { items: await findEntries(scope, id, { text, most }) };
    }),
  );
}

function crossings(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'All crossings of the bound timing sessions, newest first' };
  const schema = {
    ...described(words, { 200: crossingPage }, 404),
    params: idParams,
    querystring: crossingQuery,
  };
  app.get('/api/sessions/:id/crossings', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { id } = await existing(scope, request);
      const { search: text = '', ...page } = request.query;
      const tags = text === '' ? null : await tagsOf(scope, id, text);
      const { items, nextCursor } = await listCrossings(scope, id, { ...page, tags });
      return { items: await withEntries(scope, id, items), nextCursor };
    }),
  );
}

/** The tags that a search means: those of the entries that it finds, and what was typed itself. */
async function tagsOf(scope: TenantScope, id: DisplaySessionId, text: string): Promise<string[]> {
  const entries = await findEntries(scope, id, { text, most: HTTP_LIMITS.searchedEntries });
  return [text, ...entries.flatMap(({ bib, chips }) => [bib, ...chips])];
}

async function withEntries(scope: TenantScope, id: DisplaySessionId, crossed: readonly CrossingRecord[]) {
  const entries = await findEntriesByTags(scope, id, [...new Set(crossed.map(({ tag: read }) => read))]);
  const byTag = new Map<string, RosterEntryView>();
  for (const entry of entries) {
    for (const chip of entry.chips) byTag.set(chip.toUpperCase(), entry);
  }
  // A bib goes before a chip of the same letters, as in the live room.
  for (const entry of entries) byTag.set(entry.bib.toUpperCase(), entry);
  return crossed.map(({ tag: read, location, timeOfDayMs, receivedAtMs }) => ({
    tag: read,
    location,
    timeOfDay: formatTimeOfDay(timeOfDayMs),
    receivedAt: isoOf(receivedAtMs),
    entry: byTag.get(read.toUpperCase()) ?? null,
  }));
}
