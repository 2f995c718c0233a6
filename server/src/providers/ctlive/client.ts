import { ProviderError } from '@project88/core/providers/errors.ts';
import { z } from 'zod';
import type { Json, ListPage, ListRequest, RawRow } from '../connector.ts';
import { type ProviderAnswer, readJson } from '../http.ts';
import { fieldsOf, numberAt, textOf } from '../raw.ts';
import { ask, type Context } from './access.ts';

/** Rows of one answer: larger sizes are not obeyed by every list (seen). */
const PAGE_ROWS = 100;

/** The events of the account. */
export async function* events(context: Context, { resume }: ListRequest): AsyncIterable<ListPage> {
  for await (const { rows, next, total } of pagesOf(
    context,
    'event',
    'event',
    numberAt(resume, 'page') ?? 1,
  )) {
    yield { rows: rows.map((raw) => ({ kind: 'event', raw })), resume: next, latestMs: null, total };
  }
}

/** The races of an event, and then its entries. */
export async function* participants(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const from = numberAt(wanted.resume, 'page');
  const id = eventIdOf(wanted);
  if (from === null) {
    const races = await all(context, `event/${id}/race`, 'event_race');
    const rows = races.map((raw): RawRow => ({ kind: 'race', raw }));
    yield { rows, resume: { page: 1 }, latestMs: null, total: null };
  }
  const more = { elide_json: 'false', contact_details: 1, need_athlete_birthdate: 1 };
  const pages = pagesOf(context, `event/${id}/entry`, 'event_entry', from ?? 1, more);
  for await (const { rows, next, total } of pages) {
    yield { rows: rows.map((raw) => ({ kind: 'participant', raw })), resume: next, latestMs: null, total };
  }
}

/**
 * One race after the other. An athlete has one row for each interval, anywhere in the list; they are put together here,
 * because half of somebody's rows would be a wrong result.
 */
export async function* results(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const races = await all(context, `event/${eventIdOf(wanted)}/race`, 'event_race');
  const from = numberAt(wanted.resume, 'race') ?? 0;
  if (from >= races.length) return yield { rows: [], resume: null, latestMs: null, total: null };
  for (const [at, race] of races.entries()) {
    if (at < from) continue;
    const raceId = textOf(fieldsOf(race).race_id);
    const intervals = await all(context, `race/${raceId}/results`, 'race_results', { interval: 'ALL' });
    const rows = byEntry(intervals).map(
      (rowsOfOne): RawRow => ({
        kind: 'result',
        raw: { raceId, rows: rowsOfOne },
      }),
    );
    const next: Json = at === races.length - 1 ? null : { race: at + 1 };
    yield { rows, resume: next, latestMs: null, total: null };
  }
}

function byEntry(rows: readonly unknown[]): unknown[][] {
  const groups = new Map<string, unknown[]>();
  for (const row of rows) {
    // Whoever has no entry is told by the bib; a row with neither stands alone, as a row with an issue.
    const key =
      textOf(fieldsOf(row).results_entry_id) ||
      `bib ${textOf(fieldsOf(row).results_bib)}` ||
      `${groups.size}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

interface Page {
  rows: unknown[];
  next: Json;
  total: number | null;
}

async function all(
  context: Context,
  path: string,
  wrapper: string,
  more: Readonly<Record<string, string | number>> = {},
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let total: number | null = null;
  for await (const page of pagesOf(context, path, wrapper, 1, more)) {
    rows.push(...page.rows);
    total = page.total;
  }
  if (total !== null && rows.length < total) {
    throw new ProviderError('incomplete-listing', `It counts ${total} rows and sent ${rows.length}.`);
  }
  return rows;
}

/** Pages until the count of the headers, or without one until a page that is not full. */
async function* pagesOf(
  context: Context,
  path: string,
  wrapper: string,
  from: number,
  more: Readonly<Record<string, string | number>> = {},
): AsyncIterable<Page> {
  const shape = z.looseObject({ [wrapper]: z.array(z.unknown()) });
  let first: string | null = null;
  for (let page = from; ; page += 1) {
    // A slash at the end of the path is refused.
    const answer = await ask(context, {
      url: path,
      query: { format: 'json', page, size: PAGE_ROWS, ...more },
    });
    const rows = (readJson(answer.text, shape) as Record<string, unknown[]>)[wrapper] ?? [];
    const start = JSON.stringify(rows[0] ?? null);
    if (rows.length > 0 && start === first) {
      throw new ProviderError('incomplete-listing', 'It sent the same page again.');
    }
    first = start;
    const pages = countIn(answer, 'x-ctlive-page-count');
    const isLast = pages === null ? rows.length < PAGE_ROWS : page >= pages;
    if (!isLast && rows.length === 0) {
      throw new ProviderError('incomplete-listing', `Page ${page} of ${pages} is empty.`);
    }
    yield { rows, next: isLast ? null : { page: page + 1 }, total: countIn(answer, 'x-ctlive-row-count') };
    if (isLast) return;
  }
}

/** Totals stand in headers alone, in either case, or are not there. */
function countIn({ headers }: ProviderAnswer, name: string): number | null {
  const text = headers[name] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function eventIdOf({ partition }: ListRequest): string {
  if (!/^\d{1,15}$/.test(partition)) throw new ProviderError('not-found', 'An event is a number.');
  return partition;
}
