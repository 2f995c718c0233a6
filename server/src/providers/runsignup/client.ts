import { ProviderError } from '@project88/core/providers/errors.ts';
import { readDate } from '@project88/core/providers/fields/dates.ts';
import type { z } from 'zod';
import type { ConnectorContext, Json, ListPage, ListRequest, RawRow } from '../connector.ts';
import { callJson, type ProviderAnswer } from '../http.ts';
import { numberAt, SeenRows } from '../raw.ts';
import type { RunSignUpCredential, RunSignUpSettings } from './declaration.ts';
import {
  participantsAnswer,
  raceAnswer,
  racesAnswer,
  removedAnswer,
  resultSetsAnswer,
  resultsAnswer,
} from './schema.ts';

export type Context = ConnectorContext<RunSignUpCredential, RunSignUpSettings>;

/** Rows of one answer: what the documentation allows and slow lines bear. */
const PAGE_ROWS = 200;

const FAULT_OF_CODE = { 6: 'auth-invalid', 7: 'forbidden', 201: 'not-found', 301: 'not-found' } as const;

/** Failures come with status 200. */
function faultOf({ text }: ProviderAnswer): ProviderError | null {
  const code = /^\s*\{\s*"error"\s*:\s*\{[^{}]*"error_code"\s*:\s*"?(\d+)/.exec(text)?.[1];
  if (code === undefined) return null;
  const fault = FAULT_OF_CODE[Number(code) as keyof typeof FAULT_OF_CODE] ?? 'contract-drift';
  return new ProviderError(fault, `Its error ${code}.`);
}

/** One call. The format is always named: without it the answer is XML. */
export function call<T>(
  { http, credential }: Context,
  path: string,
  query: Readonly<Record<string, string | number | null>>,
  shape: z.ZodType<T>,
): Promise<T> {
  const keys = { api_key: credential.apiKey, api_secret: credential.apiSecret, format: 'json' };
  return callJson(http, { url: path, query: { ...keys, ...query }, faultOf }, shape);
}

/** The races that the key sees, each with its events of all years. */
export async function* events(context: Context, { resume }: ListRequest): AsyncIterable<ListPage> {
  const seen = new SeenRows();
  for (let page = numberAt(resume, 'page') ?? 1; ; page += 1) {
    const query = { page, results_per_page: PAGE_ROWS, events: 'T', sort: 'id' };
    const { races } = await call(context, 'races', query, racesAnswer);
    seen.add(races.map(({ race }) => String(race.race_id)));
    const isLast = races.length < PAGE_ROWS;
    const rows = races.map(({ race }): RawRow => ({ kind: 'event', raw: race }));
    yield { rows, resume: isLast ? null : { page: page + 1 }, latestMs: null, total: null };
    if (isLast) return;
  }
}

/** Registrations in the order of their numbers: the only way to read that stays whole while people register. */
export async function* participants(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const { raceId, eventIds } = await occurrence(context, wanted.partition);
  if (eventIds.length === 0) return yield LAST_PAGE;
  for (let after = numberAt(wanted.resume, 'after') ?? 0; ; ) {
    const query = {
      event_id: eventIds.join(','),
      sort: 'registration_id ASC',
      after_registration_id: after,
      results_per_page: PAGE_ROWS,
      supports_nb: 'T',
      modified_after_timestamp: secondsOf(wanted.sinceMs),
    };
    const answer = await call(context, `race/${raceId}/participants`, query, participantsAnswer);
    const rows = answer.flatMap(({ event, participants: people = [] }) =>
      people.map((row): RawRow => ({ kind: 'participant', raw: { eventId: event?.event_id ?? null, row } })),
    );
    if (rows.length === 0) return yield LAST_PAGE;
    const next = Math.max(...rows.map(({ raw }) => registrationOf(raw)));
    if (!(next > after))
      throw new ProviderError('incomplete-listing', 'It sent the same registrations again.');
    yield { rows, resume: { after: next }, latestMs: latestOf(rows), total: null };
    after = next;
  }
}

/** Who is no longer registered, and why. */
export async function* removals(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const { raceId, eventIds } = await occurrence(context, wanted.partition);
  if (eventIds.length === 0) return yield LAST_PAGE;
  const seen = new SeenRows();
  for (let page = numberAt(wanted.resume, 'page') ?? 1; ; page += 1) {
    const query = {
      event_id: eventIds.join(','),
      page,
      results_per_page: PAGE_ROWS,
      modified_after_timestamp: secondsOf(wanted.sinceMs),
    };
    const answer = await call(context, `race/${raceId}/removed-participants`, query, removedAnswer);
    const rows = answer.flatMap(({ event }) =>
      (event?.participants ?? []).map(
        (row): RawRow => ({
          kind: 'participant',
          raw: { eventId: event?.event_id ?? null, row, removed: true },
        }),
      ),
    );
    seen.add(rows.map(({ raw }) => String(registrationOf(raw))));
    const isLast = rows.length < PAGE_ROWS;
    yield { rows, resume: isLast ? null : { page: page + 1 }, latestMs: latestOf(rows), total: null };
    if (isLast) return;
  }
}

/** All result sets of all events of the day; sets that are not published only when that is wanted. */
export async function* results(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const { raceId, eventIds } = await occurrence(context, wanted.partition);
  const sets = await setsOf(context, raceId, eventIds);
  const from = { set: numberAt(wanted.resume, 'set') ?? 0, page: numberAt(wanted.resume, 'page') ?? 1 };
  for (const [at, { eventId, id, isProvisional }] of sets.entries()) {
    if (at < from.set) continue;
    for (let page = at === from.set ? from.page : 1; ; page += 1) {
      const query = {
        event_id: eventId,
        individual_result_set_id: id,
        page,
        results_per_page: PAGE_ROWS,
        include_split_time_ms: 'F',
        supports_nb: 'T',
      };
      const answer = await call(context, `race/${raceId}/results/get-results`, query, resultsAnswer);
      const rows = answer.individual_results_sets.flatMap((set) =>
        set.results.map(
          (row, index): RawRow => ({
            kind: 'result',
            raw: {
              eventId,
              setId: id,
              isProvisional,
              headers: set.results_headers ?? null,
              registrationId: set.registration_ids?.[index] ?? null,
              row,
            },
          }),
        ),
      );
      const isLastPage = rows.length < PAGE_ROWS;
      const isLast = isLastPage && at === sets.length - 1;
      const next: Json = isLastPage ? { set: at + 1, page: 1 } : { set: at, page: page + 1 };
      yield { rows, resume: isLast ? null : next, latestMs: null, total: null };
      if (isLastPage) break;
    }
  }
  if (sets.length <= from.set) yield LAST_PAGE;
}

const LAST_PAGE: ListPage = { rows: [], resume: null, latestMs: null, total: null };

interface FoundSet {
  eventId: string;
  id: string;
  isProvisional: boolean;
}

async function setsOf(context: Context, raceId: string, eventIds: readonly string[]): Promise<FoundSet[]> {
  const found: FoundSet[] = [];
  for (const eventId of eventIds) {
    const path = `race/${raceId}/results/get-result-sets`;
    const { individual_results_sets: sets } = await call(
      context,
      path,
      { event_id: eventId },
      resultSetsAnswer,
    );
    for (const set of sets) {
      if (set.public_results === 'F' && !context.settings.privateResults) continue;
      found.push({
        eventId,
        id: String(set.individual_result_set_id),
        isProvisional: set.preliminary_results === 'T',
      });
    }
  }
  return found;
}

/** A race carries the events of all its years; a partition is the events of one date: `race@YYYY-MM-DD`. */
export function partitionOf(raceId: string, date: string): string {
  return `${raceId}@${date}`;
}

async function occurrence(
  context: Context,
  partition: string,
): Promise<{ raceId: string; eventIds: string[] }> {
  const [raceId = '', date = ''] = partition.split('@');
  if (!/^\d+$/.test(raceId))
    throw new ProviderError('not-found', 'An event is a race’s number and its date.');
  const { race } = await call(context, `race/${raceId}`, { future_events_only: 'F' }, raceAnswer);
  const eventIds = (race.events ?? []).flatMap((event) => {
    const { event_id: id, start_time: start } = event as { event_id?: unknown; start_time?: unknown };
    return readDate(start).value === date && /^\d+$/.test(String(id)) ? [String(id)] : [];
  });
  return { raceId, eventIds };
}

/** Unix seconds, inclusive. A date in words would be ignored without a sign. */
function secondsOf(sinceMs: number | null): number | null {
  return sinceMs === null ? null : Math.floor(sinceMs / 1_000);
}

function registrationOf(raw: unknown): number {
  const { row } = raw as { row: { registration_id?: unknown } | null };
  return Number(row?.registration_id ?? Number.NaN) || 0;
}

function latestOf(rows: readonly RawRow[]): number | null {
  const seconds = rows.map(({ raw }) => {
    const { row } = raw as { row: { last_modified?: unknown } | null };
    return Number(row?.last_modified ?? Number.NaN);
  });
  const known = seconds.filter((each) => Number.isFinite(each));
  return known.length === 0 ? null : Math.max(...known) * 1_000;
}
