import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { HTTP_LIMITS } from '../limits.ts';
import { detectDelimiter } from './delimiter.ts';
import { unreadable } from './failure.ts';

/** How much of the beginning is looked at for the delimiter, in characters. */
const HEAD_LENGTH = 16 * 1024;
/** A line that spreadsheets write to name the delimiter. */
const DELIMITER_LINE = /^sep=(.)\r?\n/;

/**
 * The records of a CSV text as lists of fields, the header first. Lines of nothing are left out. Throws
 * `ROSTER_UNREADABLE` for what cannot be CSV: a quote that never ends, a line of 64 KiB, binary data.
 */
export async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  const { head, rest } = await peek(refuseBinary(text), HEAD_LENGTH);
  const named = DELIMITER_LINE.exec(head);
  const parser = parse({
    delimiter: named?.[1] ?? detectDelimiter(head),
    from_line: named === null ? 1 : 2,
    max_record_size: HTTP_LIMITS.uploadRowLength,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const feeding = pipeline(Readable.from(rest), parser).catch(() => undefined);
  try {
    for await (const record of parser as AsyncIterable<string[]>) yield record;
  } catch (error) {
    throw error instanceof CsvError ? unreadable(describe(error)) : error;
  } finally {
    parser.destroy();
    await feeding;
  }
}

function describe(error: CsvError): string {
  const line = typeof error.lines === 'number' ? ` (line ${error.lines})` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `a quoted field never ends${line}`;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `a row is longer than ${HTTP_LIMITS.uploadRowLength} characters${line}`;
  }
  return `it is not CSV${line}`;
}

async function* refuseBinary(text: AsyncIterable<string>): AsyncGenerator<string> {
  let atStart = true;
  for await (const part of text) {
    if (part === '') continue;
    if (atStart && part.startsWith('PK'))
      throw unreadable('it is a workbook or a zip file; save it as CSV first');
    if (part.includes('\0')) throw unreadable('it holds binary data');
    atStart = false;
    yield part;
  }
}

/** The beginning of a text (`length` characters or more, unless it is shorter) and all of it again. */
async function peek(
  text: AsyncGenerator<string>,
  length: number,
): Promise<{ head: string; rest: AsyncIterable<string> }> {
  let head = '';
  while (head.length < length) {
    const { value, done } = await text.next();
    if (done === true) break;
    head += value;
  }
  async function* rest(): AsyncGenerator<string> {
    yield head;
    yield* text;
  }
  return { head, rest: rest() };
}
