import { withAssets } from '@project88/core/displays/packs/contents.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { type Caller, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { pngOf, upload, uploaded, withPicture } from '../../../test/support/pictures.ts';
import { ASSET_LIMITS } from '../assets/limits.ts';

let t: TestHttp;
let owner: Caller;
let link: string;
beforeAll(async () => {
  t = await startTestHttp();
  owner = t.a.owner;
  link = await newLink(owner);
});
afterAll(() => t.close());

async function newLink(of: Caller): Promise<string> {
  const displaySession = await of('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' });
  return (await of('POST', '/api/display/generate-url', { sessionId: displaySession.json.id })).json.id;
}

/** A picture that stands in a published template. */
async function shownPicture(width = 64, height = 36): Promise<string> {
  const { id } = await uploaded(owner, 'Harbour Half, night', { bytes: await pngOf(width, height) });
  const from = { document: withPicture('Arch', id) };
  const template = (await owner('POST', '/api/templates', { name: 'Arch', from })).json;
  expect((await owner('POST', `/api/templates/${template.id}/publish`, { rev: 1 })).status).toBe(200);
  return id;
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(t.url + path, { headers: { ...owner.headers, ...headers } });
const onScreen = (id: string, query = '', of = link) =>
  fetch(`${t.url}/api/display/${of}/assets/${id}${query}`);
const widthOf = async (response: Response) =>
  (await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width;

describe('the file of a picture', () => {
  test('comes in the smallest size that is wide enough, or in the largest', async () => {
    const { id } = await uploaded(owner, 'Wide', { bytes: await pngOf(2000, 100) });
    const asked: [query: string, widthPx: number][] = [
      ['', 2000],
      ['?width=1', 320],
      ['?width=320', 320],
      ['?width=321', 960],
      ['?width=1920', 1920],
      ['?width=1921', 2000],
      ['?width=9000', 2000],
    ];
    for (const [query, widthPx] of asked)
      expect(await widthOf(await get(`/api/assets/${id}/file${query}`)), query).toBe(widthPx);
    expect((await get(`/api/assets/${id}/file?width=0`)).status).toBe(400);
  });

  test('is kept by browsers alone, asked for again with its tag, and nothing but a picture', async () => {
    const id = await shownPicture();
    for (const path of [`/api/assets/${id}/file?width=64`, `/api/display/${link}/assets/${id}?width=64`]) {
      const { status, headers } = await get(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('image/webp');
      expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; sandbox; frame-ancestors 'none'",
      );
      expect(headers.get('content-disposition')).toBe('inline; filename="Harbour-Half-night.webp"');
      const tag = headers.get('etag') ?? '';
      const again = await get(path, { 'if-none-match': tag });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  test('has a plain name also when the picture’s has none of our letters, or is an attack', async () => {
    for (const [name, file] of [
      ['зимний забег', 'picture.webp'],
      ['a"; filename="evil.html', 'a-filename-evil-html.webp'],
    ] as const) {
      const { id } = await uploaded(owner, name);
      const { headers } = await get(`/api/assets/${id}/file`);
      expect(headers.get('content-disposition')).toBe(`inline; filename="${file}"`);
    }
  });
});

describe('a screen', () => {
  test('gets pictures of published templates without a sign-in, and those alone', async () => {
    const id = await shownPicture();
    expect((await onScreen(id, '?width=64')).status).toBe(200);
    const draft = await uploaded(owner, 'Only in a draft');
    await owner('POST', '/api/templates', {
      name: 'Draft',
      from: { document: withPicture('Draft', draft.id) },
    });
    for (const other of [draft.id, '01900000-0000-7000-8000-00000000dead', 'nonsense'])
      expect((await onScreen(other)).status, other).toBe(404);
  });

  test('gets none of another partner, also when that one’s template names it', async () => {
    const id = await shownPicture();
    const theirs = await newLink(t.b.owner);
    expect((await onScreen(id, '', theirs)).status).toBe(404);
    const from = { document: withPicture('Curious', id) };
    const template = (await t.b.owner('POST', '/api/templates', { name: 'Curious', from })).json;
    await t.b.owner('POST', `/api/templates/${template.id}/publish`, { rev: 1 });
    expect((await onScreen(id)).status).toBe(200);
    expect((await onScreen(id, '', theirs)).status).toBe(404);
  });

  test('gets none with a link that is revoked or does not exist', async () => {
    const id = await shownPicture();
    const gone = await newLink(owner);
    expect((await onScreen(id, '', gone)).status).toBe(200);
    await owner('DELETE', `/api/display/${gone}`);
    expect((await onScreen(id, '', gone)).status).toBe(410);
    expect((await onScreen(id, '', 'ZZZZZZZZ')).status).toBe(404);
  });

  test('is answered from memory for a while: fifty screens do not ask the database', async () => {
    const id = await shownPicture(1200, 20);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, nth) => onScreen(id, `?width=${900 + nth}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    await runAsAdmin(t.db.adminUrl, 'delete from asset_files where asset_id = $1', [id]);
    expect((await onScreen(id, '?width=930')).status).toBe(200);
    expect((await onScreen(id, '?width=300')).status).toBe(404);
    t.pass(ASSET_LIMITS.cachedMs + 1);
    expect((await onScreen(id, '?width=930')).status).toBe(404);
  });
});

describe('a part of a picture', () => {
  test('becomes a picture of its own, in the same folder, and the same part only once', async () => {
    const left = await sharp({ create: { width: 50, height: 100, channels: 3, background: '#e03010' } })
      .png()
      .toBuffer();
    const bytes = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#1030e0' } })
      .composite([{ input: left, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const { id } = await uploaded(owner, 'Two colours', { bytes, folder: 'Flags' });
    const part = { name: 'Right', left: 50, top: 10, width: 40, height: 80 };
    const made = await owner('POST', `/api/assets/${id}/crop`, part);
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({ name: 'Right', folder: 'Flags', widthPx: 40, heightPx: 80 });
    const file = await get(`/api/assets/${made.json.id}/file`);
    const { data } = await sharp(Buffer.from(await file.arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[2]).toBeGreaterThan(200);
    expect(data[0]).toBeLessThan(60);
    const again = await owner('POST', `/api/assets/${id}/crop`, { ...part, name: 'Again' });
    expect([again.status, again.json.id]).toEqual([200, made.json.id]);
  });

  test('is refused outside of the picture', async () => {
    const { id } = await uploaded(owner, 'Small');
    const answer = await owner('POST', `/api/assets/${id}/crop`, {
      name: 'x',
      left: 60,
      top: 0,
      width: 10,
      height: 10,
    });
    expect(answer.status).toBe(422);
    expect(answer.json.error.message).toBe(
      'The picture cannot be read: the part is not inside of the picture.',
    );
  });
});

test('another identifier in a document takes the other picture', async () => {
  const [one, two] = [await uploaded(owner, 'One'), await uploaded(owner, 'Two')];
  const document = withAssets(withPicture('x', one.id), new Map([[one.id, two.id]]));
  await owner('POST', '/api/templates', { name: 'Swapped', from: { document } });
  expect((await owner('GET', `/api/assets/${one.id}`)).json.usedBy).toBe(0);
  expect((await owner('GET', `/api/assets/${two.id}`)).json.usedBy).toBe(1);
});

test('a name or folder that is too long or none is refused before the file is read', async () => {
  for (const query of [
    '',
    '?name=',
    `?name=${'x'.repeat(121)}`,
    `?name=x&folder=${'x'.repeat(81)}`,
    '?name=a%00b',
  ])
    expect((await owner('POST', `/api/assets${query}`, await pngOf(4, 4))).status, query).toBe(400);
  expect((await upload(owner, 'x'.repeat(120))).status).toBe(201);
});
