import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';

let t: TestHttp;
let id: string;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());
beforeEach(async () => {
  id = (await t.a.owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' })).json.id;
  t.hub.calls.length = 0;
});

const put = (body: unknown, query = '', type?: string, what = 'roster') =>
  t.a.operator(
    'PUT',
    `/api/sessions/${id}/${what}${query}`,
    body,
    type === undefined ? {} : { 'content-type': type },
  );
const csv = (body: string | Uint8Array, query = '') => put(body, query, 'text/csv');
const bibs = async () =>
  (await t.a.operator('GET', `/api/sessions/${id}/roster`)).json.items.map(
    (entry: { bib: string }) => entry.bib,
  );

test('a file is stored, counted and shown', async () => {
  const answer = await csv(
    '\ufeffStart-Nr.;Vorname;Nachname;Verein\r\n7;Zoë;Müller;TV Hafen\r\n8;Jan;"van den Berg";\r\n',
  );
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({
    received: 2,
    accepted: 2,
    rejected: 0,
    encoding: 'utf-8',
    problems: [],
  });
  const { json } = await t.a.operator('GET', `/api/sessions/${id}/data`);
  expect(json.roster).toMatchObject({ total: 2, nextCursor: null });
  expect(json.roster.entries[0]).toMatchObject({
    bib: '7',
    firstName: 'Zoë',
    lastName: 'Müller',
    club: 'TV Hafen',
  });
  expect(json.template).toMatchObject({ id: 'finish-hero' });
  expect(t.hub.calls).toEqual([['refresh', t.a.tenantId, id, 'roster', undefined]]);
});

test('a file from an old Western program', async () => {
  await csv(Buffer.from('bib,name\n7,José Nuñez\n', 'latin1'));
  expect((await t.a.operator('GET', `/api/sessions/${id}/roster`)).json.items[0].lastName).toBe('Nuñez');
});

describe('all or nothing', () => {
  const WITH_DUPLICATE = 'bib,age\n1,30\n2,31\n1,32\n3,200\n';

  test('one bad row refuses all, tells which, and changes nothing', async () => {
    await csv('bib\n99\n');
    const answer = await csv(WITH_DUPLICATE);
    expect([answer.status, answer.json.error.code]).toEqual([422, 'ROSTER_INVALID']);
    expect(answer.json.error.details).toMatchObject({ received: 4, accepted: 2, rejected: 2 });
    expect(answer.json.error.details.problems).toEqual([
      { row: 3, field: 'bib', code: 'bib-twice', message: 'Bib 1 is already in row 1.' },
      { row: 4, field: 'age', code: 'age-invalid', message: '“200” is not an age from 0 to 120.' },
    ]);
    expect(await bibs()).toEqual(['99']);
  });

  test('partial keeps the good rows, but does not empty a roster', async () => {
    await csv('bib\n99\n');
    expect((await csv(WITH_DUPLICATE, '?partial=true')).json).toMatchObject({ accepted: 2, rejected: 2 });
    expect(await bibs()).toEqual(['1', '2']);
    expect((await csv('bib,age\n1,999\n', '?partial=true')).status).toBe(422);
    expect(await bibs()).toEqual(['1', '2']);
  });

  test('merge adds and replaces by bib', async () => {
    await csv('bib,last\n1,Old\n2,Two\n');
    await csv('bib,last\n3,Three\n1,New\n', '?merge=true');
    expect((await bibs()).toSorted()).toEqual(['1', '2', '3']);
    const { json } = await t.a.operator('GET', `/api/sessions/${id}/roster`);
    expect(json.items.find((entry: { bib: string }) => entry.bib === '1').lastName).toBe('New');
  });

  test('a merge cannot give a chip to a second bib', async () => {
    await csv('bib,chip\n1,AA\n2,BB\n');
    const answer = await csv('bib,chip\n3,aa\n', '?merge=true');
    expect([answer.status, answer.json.error.code]).toEqual([409, 'CONFLICT']);
    expect(answer.json.error.message).toContain('Chip AA would belong to the bibs 1 and 3');
    expect(await bibs()).toEqual(['1', '2']);
    expect((await csv('bib,chip\n1,\n3,AA\n', '?merge=true')).status).toBe(200);
  });

  test('only the truth is true', async () => {
    expect((await csv('bib\n1\n', '?partial=perhaps')).json.error).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'partial' }],
    });
  });
});

describe('what cannot be used', () => {
  test.each([
    ['missing headers', 'Vorname,Nachname\nA,B\n', 'text/csv', 422, 'ROSTER_UNREADABLE'],
    ['a workbook', 'PK\u0003\u0004', 'text/csv', 422, 'ROSTER_UNREADABLE'],
    ['nothing', '', 'text/csv', 422, 'ROSTER_UNREADABLE'],
    ['an unknown charset', 'bib\n1', 'text/csv; charset=klingon', 422, 'ROSTER_UNREADABLE'],
    ['wrong JSON', '{"entries":[', 'application/json', 400, 'BODY_NOT_JSON'],
    ['other JSON', '{"rows":[]}', 'application/json', 400, 'VALIDATION_FAILED'],
    ['another type', '<a/>', 'application/xml', 415, 'MEDIA_TYPE_UNSUPPORTED'],
  ])('%s', async (_, body, type, status, code) => {
    await csv('bib\n99\n');
    const answer = await put(body, '', type);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    expect(answer.json.error.requestId).toBe(answer.headers.get('x-request-id'));
    expect(await bibs()).toEqual(['99']);
  });

  test('10 MB of junk is refused quickly, and the connection goes on', async () => {
    const junk = Buffer.from(
      Uint8Array.from({ length: 10_000_000 }, (_, index) => (index * 2_654_435_761) >>> 13),
    );
    for (const body of [junk, Buffer.alloc(10_000_000, 'x'), Buffer.alloc(10_000_000, 'some, words\n')]) {
      const answer = await csv(body);
      expect([answer.status, answer.json.error.code]).toEqual([422, 'ROSTER_UNREADABLE']);
    }
    expect(await bibs()).toEqual([]);
  });

  test('a body beyond the limit is cut off', async () => {
    const piece = Buffer.alloc(1024 * 1024, '"a","b"\n');
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent === 0) controller.enqueue(Buffer.from('bib,note\n'));
        sent += 1;
        if (sent > 80) controller.close();
        else controller.enqueue(piece);
      },
    });
    // The server may close the connection while the body is still on its way; both endings are clear to a client.
    const outcome = await put(body, '', 'text/csv').then(
      (answer) => answer.json.error.code,
      () => 'closed',
    );
    expect(['BODY_TOO_LARGE', 'ROSTER_TOO_LARGE', 'closed']).toContain(outcome);
    expect(await bibs()).toEqual([]);
  });
});

test('100,000 rows are streamed in: the body is never held', async () => {
  let row = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (row === 0) controller.enqueue(Buffer.from('bib,chip,first name,last name\n'));
      const lines = Array.from({ length: 2_000 }, () => {
        row += 1;
        return `${row},C${row},First${row},Last${row}\n`;
      });
      controller.enqueue(Buffer.from(lines.join('')));
      if (row >= 100_000) controller.close();
    },
  });
  const answer = await put(body, '', 'text/csv');
  expect(answer.json).toMatchObject({ received: 100_000, accepted: 100_000 });
  const { json } = await t.a.operator('GET', `/api/sessions/${id}/roster?limit=500`);
  expect(json.items).toHaveLength(500);
  const next = await t.a.operator('GET', `/api/sessions/${id}/roster?limit=1&cursor=${json.nextCursor}`);
  expect(next.json.items[0].bib).toBe('501');
});

test('results by JSON and by file', async () => {
  const entries = [
    { bib: '7', gunTimeMs: 3_723_400, splits: [{ name: '10K', timeMs: 1_740_000 }], places: { overall: 3 } },
  ];
  expect((await put({ results: entries }, '', undefined, 'results')).json).toMatchObject({ accepted: 1 });
  const file = await put('bib,status,time\n8,DNF,\n9,,1:00:00\n', '?merge=true', 'text/csv', 'results');
  expect(file.json).toMatchObject({ accepted: 2 });
  expect((await t.a.operator('GET', `/api/sessions/${id}/data`)).json.results.total).toBe(3);
  expect(t.hub.calls.at(-1)).toEqual(['refresh', t.a.tenantId, id, 'results', ['8', '9']]);
  const bad = await put({ entries: [{ bib: '7', gunTime: 'fast' }] }, '', undefined, 'results');
  expect([bad.status, bad.json.error.code]).toEqual([422, 'RESULTS_INVALID']);
});
