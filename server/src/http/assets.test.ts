import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { type Caller, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { pngOf, upload, uploaded, withPicture } from '../../../test/support/pictures.ts';

let t: TestHttp;
let owner: Caller;
beforeAll(async () => {
  t = await startTestHttp();
  owner = t.a.owner;
});
afterAll(() => t.close());

const names = async (query: string) =>
  (await owner('GET', `/api/assets?${query}`)).json.items.map(({ name }: { name: string }) => name);
const makeTemplate = async (name: string, asset: string) =>
  (await owner('POST', '/api/templates', { name, from: { document: withPicture(name, asset) } })).json;
/** The draft without a picture. */
const empty = (id: string, rev: number) =>
  owner('PUT', `/api/templates/${id}/draft`, { rev, document: finishHero });

describe('the library of pictures', () => {
  test('takes one in, tells what it is, and lists the newest first', async () => {
    const bytes = await pngOf(1000, 500);
    const made = await uploaded(owner, 'Harbour Half', { bytes, folder: 'Logos' });
    expect(made).toMatchObject({
      name: 'Harbour Half',
      folder: 'Logos',
      mime: 'image/webp',
      sourceMime: 'image/png',
      widthPx: 1000,
      heightPx: 500,
      usedBy: 0,
      notes: [],
      createdAt: new Date(t.now()).toISOString(),
    });
    const { notes: _, ...asset } = made;
    expect((await owner('GET', `/api/assets/${made.id}`)).json).toEqual(asset);
    t.pass(1);
    await uploaded(owner, 'Quay Bikes');
    expect(await names('')).toEqual(['Quay Bikes', 'Harbour Half']);
    const first = (await owner('GET', '/api/assets?limit=1')).json;
    expect(await names(`limit=1&cursor=${first.nextCursor}`)).toEqual(['Harbour Half']);
  });

  test('is searched by a part of the name, by folder, and for what nothing uses', async () => {
    const used = await uploaded(owner, 'Sail 50% off_', { folder: 'Sponsors' });
    await makeTemplate('Sail', used.id);
    expect(await names('search=50%25')).toEqual(['Sail 50% off_']);
    expect(await names('search=off_x')).toEqual([]);
    expect(await names('folder=Sponsors')).toEqual(['Sail 50% off_']);
    expect(await names('folder=sponsors')).toEqual([]);
    expect(await names('unused=true')).not.toContain('Sail 50% off_');
    expect((await owner('GET', '/api/assets/usage')).json.folders).toEqual(['Logos', 'Sponsors']);
  });

  test('keeps the same file once, under its first name, and for each partner apart', async () => {
    const bytes = await pngOf(80, 40);
    const made = await uploaded(owner, 'First', { bytes });
    const again = await upload(owner, 'Second', { bytes });
    expect([again.status, again.json.id, again.json.name]).toEqual([200, made.id, 'First']);
    const other = await uploaded(t.b.owner, 'Theirs', { bytes });
    expect(other.id).not.toBe(made.id);
  });

  test('takes the same file once when it is sent five times at once', async () => {
    const bytes = await pngOf(90, 40);
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload(owner, 'At once', { bytes })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
  });

  test('renames, moves, and writes down only what was changed', async () => {
    const { id } = await uploaded(owner, 'Old name');
    const changed = await owner('PATCH', `/api/assets/${id}`, { name: 'New name', folder: 'Backgrounds' });
    expect(changed.json).toMatchObject({ id, name: 'New name', folder: 'Backgrounds' });
    const same = await owner('PATCH', `/api/assets/${id}`, { name: 'New name' });
    const [entries] = await runAsAdmin<{ count: number }>(
      t.db.adminUrl,
      'select count(*)::integer as count from audit_log where request_id = $1',
      [same.headers.get('x-request-id')],
    );
    expect(entries?.count).toBe(0);
  });
});

describe('where a picture is used', () => {
  test('is told for draft, published version and older ones, and it is kept while any of them has it', async () => {
    const { id } = await uploaded(owner, 'Arch background');
    const template = await makeTemplate('Arch', id);
    const usesOf = async () => (await owner('GET', `/api/assets/${id}/uses`)).json.items;
    const use = { templateId: template.id, name: 'Arch' };
    expect(await usesOf()).toEqual([{ ...use, draft: true, published: false }]);
    await owner('POST', `/api/templates/${template.id}/publish`, { rev: 1 });
    await owner('POST', `/api/templates/${template.id}/publish`, { rev: 1 });
    expect(await usesOf()).toEqual([{ ...use, draft: true, published: true }]);
    await empty(template.id, 1);
    expect(await usesOf()).toEqual([{ ...use, draft: false, published: true }]);
    await owner('POST', `/api/templates/${template.id}/publish`, { rev: 2 });
    expect(await usesOf()).toEqual([{ ...use, draft: false, published: false }]);
    expect((await owner('GET', `/api/assets/${id}`)).json.usedBy).toBe(1);

    const refused = await owner('DELETE', `/api/assets/${id}`);
    expect([refused.status, refused.json.error.code]).toEqual([409, 'ASSET_IN_USE']);
    expect(refused.json.error.message).toMatch(/older version: 1 do/);
    expect(refused.json.error.details.templates).toEqual([{ ...use, draft: false, published: false }]);
    await owner('POST', '/api/assets/clean-up', { unusedForDays: 0 });
    const back = await owner('POST', `/api/templates/${template.id}/restore`, { rev: 2, version: 1 });
    expect(back.json.draft.layouts[0].canvas.background.asset).toBe(id);
    expect((await owner('GET', `/api/assets/${id}/file`)).status).toBe(200);

    await owner('DELETE', `/api/templates/${template.id}`);
    expect(await usesOf()).toEqual([]);
    expect((await owner('DELETE', `/api/assets/${id}`)).status).toBe(204);
    expect((await owner('GET', `/api/assets/${id}`)).status).toBe(404);
    expect((await owner('GET', `/api/assets/${id}/file`)).status).toBe(404);
  });

  test('counts templates, not places in them', async () => {
    const { id } = await uploaded(owner, 'Everywhere');
    const [one] = [await makeTemplate('Tower', id), await makeTemplate('Tower 2', id)];
    const [block] = finishHero.layouts[0]?.blocks ?? [];
    const document = withPicture('Tower', id);
    const image = { id: 'logo', kind: 'image', box: block?.box, asset: id, fit: 'contain' };
    const [layout] = document.layouts;
    const blocks = [...(layout?.blocks ?? []), image];
    const saved = await owner('PUT', `/api/templates/${one.id}/draft`, {
      rev: 1,
      document: { ...document, layouts: [{ ...layout, blocks }] },
    });
    expect(saved.status, saved.text).toBe(200);
    expect((await owner('GET', `/api/assets/${id}`)).json.usedBy).toBe(2);
  });

  test('does not count another partner’s template that names it', async () => {
    const { id } = await uploaded(owner, 'Ours');
    const from = { document: withPicture('Curious', id) };
    expect((await t.b.owner('POST', '/api/templates', { name: 'Curious', from })).status).toBe(201);
    expect((await owner('GET', `/api/assets/${id}`)).json.usedBy).toBe(0);
    expect((await t.b.owner('GET', `/api/assets/${id}/file`)).status).toBe(404);
  });
});

describe('room', () => {
  test('is told, and cleaning up makes some: of what is old and nowhere', async () => {
    await owner('POST', '/api/assets/clean-up', { unusedForDays: 0 });
    const before = (await owner('GET', '/api/assets/usage')).json;
    expect(before.unusedCount).toBe(0);
    const old = await uploaded(owner, 'Old');
    await runAsAdmin(
      t.db.adminUrl,
      `update assets set created_at = created_at - interval '30 days' where id = $1`,
      [old.id],
    );
    const young = await uploaded(owner, 'Young');
    const usage = (await owner('GET', '/api/assets/usage')).json;
    expect(usage).toMatchObject({
      count: before.count + 2,
      bytes: before.bytes + old.bytes + young.bytes,
      unusedCount: 2,
      unusedBytes: old.bytes + young.bytes,
      quotaCount: 5_000,
      quotaBytes: 2_000_000_000,
    });
    const cleaned = await owner('POST', '/api/assets/clean-up', { unusedForDays: 30 });
    expect(cleaned.json).toEqual({ removed: 1, bytes: old.bytes });
    expect(await names('unused=true')).toEqual(['Young']);
    const [files] = await runAsAdmin<{ count: number }>(
      t.db.adminUrl,
      'select count(*)::integer as count from asset_files where asset_id = $1',
      [old.id],
    );
    expect(files?.count).toBe(0);
  });

  test('ends at the quota, in pictures and in megabytes, also for those who come at once', async () => {
    const { count } = (await t.b.owner('GET', '/api/assets/usage')).json;
    await setQuotas({ assets: count + 1 });
    const answers = await Promise.all([1, 2, 3].map(() => upload(t.b.owner, 'One more')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused?.json.error.message).toBe(`The limit of ${count + 1} pictures is reached.`);
    await setQuotas({ assetMegabytes: 1 });
    const words = (await upload(t.b.owner, 'Heavy')).json.error.message;
    expect(words).toBe('The limit of 1 megabytes of pictures is reached.');
    await setQuotas({});
    expect((await upload(t.b.owner, 'Fine again')).status).toBe(201);
  });
});

const setQuotas = (quotas: object) =>
  runAsAdmin(t.db.adminUrl, 'update partners set quotas = $2 where tenant_id = $1', [
    t.b.tenantId,
    JSON.stringify(quotas),
  ]);
