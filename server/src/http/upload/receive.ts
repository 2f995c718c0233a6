import type { Readable } from 'node:stream';
import type { RowProblem, UploadReport } from '@project88/core/contract/displaySessions.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { type Cells, cellsOf, planColumns } from '@project88/core/roster/columns.ts';
import { rowProblem } from '@project88/core/roster/problems.ts';
import { HTTP_LIMITS } from '../limits.ts';
import { csvRecords } from './csvRows.ts';
import { TextDecoding } from './encoding.ts';
import { unreadable } from './failure.ts';
import { jsonRows } from './jsonRows.ts';
import type { UploadKind } from './kinds.ts';

/** Media types that are read as CSV; programs call it many things. */
const CSV_TYPES = new Set(['text/csv', 'application/csv', 'text/plain', 'text/tab-separated-values']);
const JSON_TYPE = 'application/json';

/** What an upload gave: the good rows and the account of all. Nothing has been stored yet. */
export interface Upload<Entry> {
  entries: Entry[];
  report: UploadReport;
}

/**
 * Read an upload to its end. Memory holds the good rows and nothing of the body; the number of rows is limited. Throws
 * `MEDIA_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE`, `BODY_NOT_JSON`, `VALIDATION_FAILED`, `ROSTER_UNREADABLE` or
 * `ROSTER_TOO_LARGE` for the body as a whole; what is wrong with single rows stands in the report.
 */
export async function receiveUpload<Field extends string, Entry>(
  kind: UploadKind<Field, Entry>,
  body: Readable,
  contentType: string | undefined,
): Promise<Upload<Entry>> {
  const { mediaType, charset } = parseContentType(contentType ?? '');
  if (mediaType !== JSON_TYPE && !CSV_TYPES.has(mediaType)) {
    throw new ProblemError('MEDIA_TYPE_UNSUPPORTED', { expected: 'text/csv or application/json' });
  }
  const decoding = new TextDecoding(charset);
  const text = decodeAll(body, decoding);
  const tally = new Tally(kind.startCheck());
  if (mediaType === JSON_TYPE) await readJson(kind, text, tally);
  else await readCsv(kind, text, tally);
  return tally.finish(decoding.encoding);
}

function parseContentType(contentType: string): { mediaType: string; charset: string } {
  const [mediaType = '', ...params] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = params.find((param) => param.startsWith('charset=')) ?? '';
  return { mediaType, charset: charset.slice('charset='.length).replaceAll('"', '') };
}

async function* decodeAll(body: Readable, decoding: TextDecoding): AsyncGenerator<string> {
  let bytes = 0;
  // The stream must survive an early end, so that the rest can be read and the answer reaches the sender.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > HTTP_LIMITS.uploadBytes) {
      throw new ProblemError('BODY_TOO_LARGE', { limitBytes: HTTP_LIMITS.uploadBytes });
    }
    yield decoding.push(chunk);
  }
  yield decoding.end();
}

async function readCsv<Field extends string, Entry>(
  kind: UploadKind<Field, Entry>,
  text: AsyncIterable<string>,
  tally: Tally<Field, Entry>,
): Promise<void> {
  const records = csvRecords(text);
  const header = await records.next();
  if (header.done === true) throw unreadable('it is empty');
  const plan = planColumns(header.value, kind.match, kind.many);
  if (!plan.fields.has(kind.keyField))
    throw missingColumn(kind, header.value, () => records.return(undefined));
  tally.ignore(plan.ignored);
  let row = 0;
  for await (const record of records) {
    row += 1;
    if (record.every((field) => field.trim() === '')) continue;
    if (record.slice(header.value.length).some((field) => field.trim() !== '')) {
      const params = { found: record.length, expected: header.value.length };
      tally.refuse([rowProblem(row, null, 'columns-differ', params)]);
    } else {
      tally.add(row, cellsOf(plan, record, kind.many));
    }
  }
}

function missingColumn<Field extends string, Entry>(
  kind: UploadKind<Field, Entry>,
  header: readonly string[],
  close: () => Promise<unknown>,
): ProblemError {
  close().catch(() => undefined);
  const names = header.slice(0, 20).map((name) => `“${name.trim().slice(0, 40)}”`);
  const found = `the first line has ${names.join(', ')}${header.length > 20 ? ' …' : ''}`;
  return unreadable(
    `no column for the ${kind.keyField}; ${found}, expected is a line such as “${kind.exampleHeader}”`,
  );
}

async function readJson<Field extends string, Entry>(
  kind: UploadKind<Field, Entry>,
  text: AsyncIterable<string>,
  tally: Tally<Field, Entry>,
): Promise<void> {
  let row = 0;
  for await (const value of jsonRows(text, kind.listKeys)) {
    row += 1;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      tally.refuse([rowProblem(row, null, 'not-an-object')]);
      continue;
    }
    const plan = planColumns(Object.keys(value), kind.match, kind.many);
    tally.ignore(plan.ignored);
    tally.add(row, cellsOf(plan, Object.values(value), kind.many));
  }
}

/** Counts rows, keeps the good ones and the first problems. */
class Tally<Field extends string, Entry> {
  readonly #check: { check: ReturnType<UploadKind<Field, Entry>['startCheck']>['check'] };
  readonly #entries: Entry[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #ignored = new Set<string>();
  #rejected = 0;

  constructor(check: ReturnType<UploadKind<Field, Entry>['startCheck']>) {
    this.#check = check;
  }

  add(row: number, cells: Cells<Field>): void {
    const outcome = this.#check.check(row, cells);
    if (!outcome.ok) {
      this.refuse(outcome.problems);
      return;
    }
    this.#entries.push(outcome.entry);
    this.#limit();
  }

  refuse(problems: readonly RowProblem[]): void {
    this.#rejected += 1;
    this.#problems.push(...problems.slice(0, HTTP_LIMITS.listedProblems - this.#problems.length));
    this.#limit();
  }

  ignore(columns: readonly string[]): void {
    for (const column of columns)
      if (this.#ignored.size < HTTP_LIMITS.listedColumns) this.#ignored.add(column);
  }

  #limit(): void {
    if (this.#entries.length + this.#rejected <= HTTP_LIMITS.uploadRows) return;
    throw new ProblemError('ROSTER_TOO_LARGE', { limit: HTTP_LIMITS.uploadRows });
  }

  finish(encoding: string): Upload<Entry> {
    const accepted = this.#entries.length;
    const rejected = this.#rejected;
    const counts = { received: accepted + rejected, accepted, rejected };
    const report = { ...counts, ignoredColumns: [...this.#ignored], encoding, problems: this.#problems };
    return { entries: this.#entries, report };
  }
}
