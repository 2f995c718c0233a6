import { Readable } from 'node:stream';
import { ProblemError } from '@project88/core/contract/errors.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultsUpload, rosterUpload } from './kinds.ts';
import { receiveUpload } from './receive.ts';

const roster = (body: string | Buffer, type = 'text/csv') =>
  receiveUpload(rosterUpload, streamOf(body), type);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof ProblemError ? error.code : error),
  );

/** As a socket gives it: in pieces that know nothing of lines. */
function streamOf(body: string | Buffer, pieceLength = 1_000): Readable {
  const bytes = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
    bytes.subarray(index * pieceLength, (index + 1) * pieceLength),
  );
  return Readable.from(pieces, { objectMode: false });
}

describe('CSV', () => {
  test('semicolons, quotes with line breaks, a byte order mark and an unused column', async () => {
    const { entries, report } = await roster(
      '\ufeffStartnr;Name;Verein;E-Mail\r\n1;"Müller; Zoë ""Zo""";"TV\r\nMusterstadt";a@example.org\r\n;;;\r\n2;Jan Kos;;\r\n',
    );
    expect(entries.map(({ bib, firstName, lastName, club }) => [bib, firstName, lastName, club])).toEqual([
      ['1', 'Müller; Zoë', '"Zo"', 'TV Musterstadt'],
      ['2', 'Jan', 'Kos', ''],
    ]);
    expect(report).toEqual({
      received: 2,
      accepted: 2,
      rejected: 0,
      ignoredColumns: ['E-Mail'],
      encoding: 'utf-8',
      problems: [],
    });
  });

  test('Windows-1252, tabs, bars and a line that names the delimiter', async () => {
    const western = Buffer.from('bib\tname\n1\tJosé Nuñez\n', 'latin1');
    const { entries, report } = await roster(western);
    expect([entries[0]?.lastName, report.encoding]).toEqual(['Nuñez', 'windows-1252']);
    expect((await roster('bib|first|last\n1|A|B\n')).entries[0]?.lastName).toBe('B');
    expect((await roster('sep=;\nbib;last\n1;A,B\n')).entries[0]?.lastName).toBe('A,B');
    expect((await roster('bib\n7\n')).entries[0]?.bib).toBe('7');
  });

  test('each bad row is named; the good ones are there', async () => {
    const { entries, report } = await roster(
      'bib,chip,age\n1,AA,30\n,BB,\n1,CC,\n4,AA,200\n5,DD,,extra\n6,EE\n',
    );
    expect(entries.map((entry) => entry.bib)).toEqual(['1', '6']);
    expect(report).toMatchObject({ received: 6, accepted: 2, rejected: 4 });
    expect(report.problems.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'bib', 'bib-missing'],
      [3, 'bib', 'bib-twice'],
      [4, 'age', 'age-invalid'],
      [4, 'chips', 'chip-twice'],
      [5, null, 'columns-differ'],
    ]);
  });

  test.each([
    ['nothing', '', /it is empty/],
    [
      'missing headers',
      'Vorname,Nachname\nA,B\n',
      /no column for the bib; the first line has “Vorname”, “Nachname”/,
    ],
    ['a workbook', 'PK\u0003\u0004rest', /workbook/],
    ['binary data', 'bib\u0000name\n', /binary data/],
    ['a quote that never ends', 'bib,name\n1,"abc\n2,def\n', /a quoted field never ends/],
    ['one endless line', 'x'.repeat(200_000), /longer than 65536 characters/],
  ])('%s is refused with the reason', async (_, body, reason) => {
    expect(await codeOf(roster(body))).toBe('ROSTER_UNREADABLE');
    await expect(roster(body)).rejects.toThrow(reason);
  });

  test('junk of 10 MB is refused at its first bytes', async () => {
    const noise = Buffer.from(
      Uint8Array.from({ length: 10_000_000 }, (_, index) => (index * 2_654_435_761) >>> 13),
    );
    const body = streamOf(noise, 65_536);
    expect(await codeOf(receiveUpload(rosterUpload, body, 'text/csv'))).toBe('ROSTER_UNREADABLE');
    expect(body.destroyed).toBe(false);
    let left = 0;
    for await (const chunk of body) left += chunk.length;
    expect(left).toBeGreaterThan(8_000_000);
  });

  test('too many rows', async () => {
    const rows = Array.from({ length: 100_001 }, (_, index) => index).join('\n');
    expect(await codeOf(roster(`bib\n${rows}\n`))).toBe('ROSTER_TOO_LARGE');
  });

  test('whatever a spreadsheet would quote comes back', async () => {
    const cell = fc
      .string({ unit: 'binary', maxLength: 20 })
      .filter((text) => /^[^\p{C}\p{Z}\u00ad]*$/u.test(text));
    const delimiter = fc.constantFrom(',', ';', '\t', '|');
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        delimiter,
        fc.integer({ min: 1, max: 50 }),
        async (cells, mark, piece) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const lines = cells.map((text, index) => `${index}${mark}${quote(text)}`);
          const body = streamOf(`bib${mark}note\n${lines.join('\n')}\n`, piece);
          const { entries } = await receiveUpload(rosterUpload, body, 'text/csv');
          expect(entries.map((entry) => entry.note)).toEqual(cells.map((text) => text.normalize('NFC')));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('JSON', () => {
  const json = (body: string) => roster(body, 'application/json; charset=utf-8');

  test('rows are mapped by the same names as columns', async () => {
    const { entries, report } = await json(
      '{"source":{"list":[1,[2]]},"entries":[{"bib":7,"First Name":"Zoë","chips":["A1","B2"]},{"bib":"8","e-mail":"x"}, 3]}',
    );
    expect(entries.map(({ bib, firstName, chips }) => [bib, firstName, chips])).toEqual([
      ['7', 'Zoë', ['A1', 'B2']],
      ['8', '', []],
    ]);
    expect(report).toMatchObject({ received: 3, rejected: 1, ignoredColumns: ['e-mail'] });
    expect(report.problems[0]).toMatchObject({ row: 3, code: 'not-an-object' });
  });

  test('an empty list is an empty roster', async () => {
    expect((await json('{"entries":[ ]}')).report.received).toBe(0);
  });

  test.each([
    '',
    'bib,name',
    '{"entries":[{"bib":"1"}',
    '{"entries":[{"bib":"1"},]}',
    '{"entries":[{"bib":"1"} {"bib":"2"}]}',
    '{"entries":[{"bib":1}]]}',
    '{"entries":[{"bib":"1"}]} more',
  ])('%s is not JSON', async (body) => {
    expect(await codeOf(json(body))).toBe('BODY_NOT_JSON');
  });

  test.each([
    '{}',
    '[]',
    '"entries"',
    'null',
    '{"entries":{"bib":"1"}}',
    '{"rows":[{"bib":"1"}]}',
    '[["entries",[1]]]',
  ])('%s has no list of entries', async (body) => {
    expect(await codeOf(json(body))).toBe('VALIDATION_FAILED');
  });

  test('any JSON text gives the rows that JSON.parse gives, wherever it is cut', async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { maxLength: 6 }),
        value,
        fc.integer({ min: 1, max: 40 }),
        async (rows, other, piece) => {
          const body = JSON.stringify({ other, results: rows, entries2: rows }, null, piece % 3);
          const upload = await receiveUpload(resultsUpload, streamOf(body, piece), 'application/json');
          expect(upload.report.received).toBe(rows.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('other media types are refused', async () => {
  expect(await codeOf(roster('bib\n1', 'application/xml'))).toBe('MEDIA_TYPE_UNSUPPORTED');
  expect(await codeOf(receiveUpload(rosterUpload, streamOf('bib\n1'), undefined))).toBe(
    'MEDIA_TYPE_UNSUPPORTED',
  );
});

test('100,000 rows go through without holding the body', async () => {
  async function* rows(): AsyncGenerator<Buffer> {
    yield Buffer.from('bib,first name,last name\n');
    for (let row = 1; row <= 100_000; row += 1) yield Buffer.from(`${row},First${row},"Last ${row}"\n`);
  }
  const { report } = await receiveUpload(
    rosterUpload,
    Readable.from(rows(), { objectMode: false }),
    'text/csv',
  );
  expect(report).toMatchObject({ received: 100_000, accepted: 100_000 });
});
