import { ProviderError } from '@project88/core/providers/errors.ts';
import { z } from 'zod';
import type { ListPage, ListRequest, RawRow } from '../connector.ts';
import { readJson } from '../http.ts';
import { numberAt, SeenRows, textOf } from '../raw.ts';
import { ask, type Context } from './access.ts';
import { PERSON_FIELDS, resultFields } from './fields.ts';

/** Rows of one answer. */
const PAGE_ROWS = 500;

const list = z.array(z.unknown());
/** Each row is an array in the order of the fields that were asked for. */
const table = z.array(z.array(z.unknown()));

/** The events that the key sees. */
export async function* events(context: Context): AsyncIterable<ListPage> {
  const { text } = await ask(context, { url: 'api/public/eventlist' });
  const rows = readJson(text, list).map((raw): RawRow => ({ kind: 'event', raw }));
  yield { rows, resume: null, latestMs: null, total: rows.length };
}

/** The contests of an event, and then its participants. */
export async function* participants(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const from = numberAt(wanted.resume, 'row');
  if (from === null) {
    const { text } = await ask(context, { url: `${eventOf(wanted)}/api/contests/get` });
    const rows = readJson(text, list).map((raw): RawRow => ({ kind: 'race', raw }));
    yield { rows, resume: { row: 0 }, latestMs: null, total: null };
  }
  yield* rowsOf(context, wanted, PERSON_FIELDS, 'participant', from ?? 0);
}

/** One row for everybody, with the columns that the settings name. */
export function results(context: Context, wanted: ListRequest): AsyncIterable<ListPage> {
  const from = numberAt(wanted.resume, 'row') ?? 0;
  return rowsOf(context, wanted, resultFields(context.settings), 'result', from);
}

async function* rowsOf(
  context: Context,
  wanted: ListRequest,
  fields: readonly string[],
  kind: 'participant' | 'result',
  from: number,
): AsyncIterable<ListPage> {
  const seen = new SeenRows();
  for (let row = from; ; row += PAGE_ROWS) {
    const query = {
      fields: fields.join(','),
      sort: 'ID',
      limitFrom: row,
      limitTo: row + PAGE_ROWS,
      listFormat: 'JSON',
    };
    const { text } = await ask(context, { url: `${eventOf(wanted)}/api/data/list`, query });
    const found = readJson(text, table);
    if (found.some(({ length }) => length !== fields.length)) {
      throw new ProviderError('contract-drift', `It sent rows of other than ${fields.length} fields.`);
    }
    seen.add(found.map(([id]) => textOf(id)));
    const isLast = found.length < PAGE_ROWS;
    yield {
      rows: found.map((raw): RawRow => ({ kind, raw })),
      resume: isLast ? null : { row: row + PAGE_ROWS },
      latestMs: null,
      total: null,
    };
    if (isLast) return;
  }
}

function eventOf({ partition }: ListRequest): string {
  if (!/^\d{1,12}$/.test(partition)) throw new ProviderError('not-found', 'An event is a number.');
  return `_${partition}`;
}
