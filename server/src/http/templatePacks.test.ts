import { createHash } from 'node:crypto';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { PACK_LIMITS } from '@project88/core/displays/packs/limits.ts';
import type { PackManifest } from '@project88/core/displays/packs/manifest.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { type Caller, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const make = async (owner: Caller, name: string, document: TemplateDocument = finishHero) => {
  const answer = await owner('POST', '/api/templates', { name, from: { document } });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
};
const picture = async (owner: Caller, name: string, background = '#103050') => {
  const create = { width: 640, height: 360, channels: 3, background } as const;
  const bytes = await sharp({ create }).png().toBuffer();
  const answer = await owner('POST', `/api/assets?name=${name}`, bytes);
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
};
const exported = async (owner: Caller, ids: readonly string[]) => {
  const response = await fetch(`${t.url}/api/templates/export?ids=${ids.join(',')}`, {
    headers: owner.headers,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  return new Uint8Array(await response.arrayBuffer());
};
const imported = (owner: Caller, pack: Uint8Array, query = '') =>
  owner('POST', `/api/templates/import${query}`, pack, { 'content-type': 'application/zip' });
const named = async (owner: Caller, search: string) =>
  (await owner('GET', `/api/templates?search=${encodeURIComponent(search)}`)).json.items;

/** A pack as anybody might make one. `change` may spoil it. */
function packOf(
  documents: readonly object[],
  change: (files: Zippable, manifest: PackManifest) => void = () => undefined,
): Uint8Array {
  const files: Zippable = {};
  const templates = documents.map((document, index) => {
    const bytes = strToU8(JSON.stringify(document));
    const file = `templates/t-${index + 1}.json`;
    files[file] = bytes;
    return { file, name: String((document as { name?: string }).name), sha256: hashOf(bytes) };
  });
  const manifest: PackManifest = { packVersion: 1, templates, assets: [], fonts: [] };
  change(files, manifest);
  files['manifest.json'] ??= strToU8(JSON.stringify(manifest));
  return zipSync(files);
}

const called = (name: string, dwellMs = finishHero.airing.dwellMs): TemplateDocument => ({
  ...finishHero,
  name,
  airing: { ...finishHero.airing, dwellMs },
});
const withPicture = (name: string, asset: string): TemplateDocument => {
  const [layout] = finishHero.layouts;
  if (layout === undefined) throw new Error('a template without a layout');
  const background = { kind: 'image', asset, fit: 'cover', behind: '#000000' } as const;
  return { ...called(name), layouts: [{ ...layout, canvas: { ...layout.canvas, background } }] };
};

describe('a pack', () => {
  test('goes to another partner with its pictures, which get identifiers of their own there', async () => {
    const { id, hash } = await picture(t.a.owner, 'Harbour');
    const own = await make(t.a.owner, 'With picture', withPicture('x', id));
    const plain = await make(t.a.owner, 'Zoë’s arch');
    const pack = await exported(t.a.owner, [own.id, plain.id]);
    const files = unzipSync(pack);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as PackManifest;
    expect(manifest.templates.map(({ file, name }) => [file, name])).toEqual([
      ['templates/01-with-picture.json', 'With picture'],
      ['templates/02-zoe-s-arch.json', 'Zoë’s arch'],
    ]);
    expect(manifest.assets).toMatchObject([{ id, name: 'Harbour', sourceSha256: hash }]);
    expect(manifest.fonts.length).toBeGreaterThan(0);

    const answer = await imported(t.b.owner, pack);
    expect(answer.json).toMatchObject({
      templates: [{ state: 'new' }, { state: 'new' }],
      assets: [{ name: 'Harbour', state: 'new' }],
      notes: [],
    });
    const there = (await t.b.owner('GET', `/api/templates/${answer.json.templates[0].id}`)).json;
    const { asset } = there.draft.layouts[0].canvas.background;
    expect(asset).not.toBe(id);
    const theirs = (await t.b.owner('GET', `/api/assets/${asset}`)).json;
    expect(theirs).toMatchObject({ name: 'Harbour', widthPx: 640, heightPx: 360, usedBy: 1 });
    expect((await t.b.owner('GET', `/api/assets/${asset}/file`)).status).toBe(200);
    expect(there).toMatchObject({ publishedVersion: null, draft: { id: there.id, name: 'With picture' } });

    const again = (await imported(t.b.owner, pack)).json;
    expect(again).toMatchObject({
      templates: [{ state: 'same' }, { state: 'same' }],
      assets: [{ state: 'same' }],
    });
    expect(await named(t.b.owner, 'With picture')).toHaveLength(1);
    expect((await t.b.owner('GET', '/api/assets')).json.items).toHaveLength(1);
  });

  test('is taken in again where it was made without a second picture', async () => {
    const { id } = await picture(t.a.owner, 'Quay', '#703010');
    const own = await make(t.a.owner, 'Quay', withPicture('x', id));
    const pack = await exported(t.a.owner, [own.id]);
    await t.a.owner('DELETE', `/api/templates/${own.id}`);
    const answer = (await imported(t.a.owner, pack)).json;
    expect(answer).toMatchObject({ templates: [{ state: 'new' }], assets: [{ state: 'same' }] });
    const there = (await t.a.owner('GET', `/api/templates/${answer.templates[0].id}`)).json;
    expect(there.draft.layouts[0].canvas.background.asset).toBe(id);
  });

  test('with a picture that is none leaves its place empty, and says so', async () => {
    const bytes = strToU8('not a picture');
    const file = `assets/${hashOf(bytes)}.webp`;
    const pack = packOf([called('Torn')], (files, manifest) => {
      files[file] = bytes;
      const id = '01900000-0000-7000-8000-000000000077';
      const [sha256, sourceSha256] = [hashOf(bytes), hashOf(bytes)];
      manifest.assets.push({ file, id, name: 'Torn', folder: '', sha256, sourceSha256 });
    });
    const { json } = await imported(t.a.owner, pack);
    expect(json).toMatchObject({ templates: [{ state: 'new' }], assets: [{ file, state: 'broken' }] });
  });

  test('is only looked at with `try`, and its differences are told', async () => {
    const here = await make(t.a.owner, 'Tower', called('Tower', 5_000));
    const pack = packOf([called('Tower', 6_000), called('Tower bridge')]);
    const tried = (await imported(t.a.owner, pack, '?try=true')).json;
    expect(tried.templates).toEqual([
      {
        file: 'templates/t-1.json',
        name: 'Tower',
        state: 'changed',
        id: here.id,
        differences: ['queue time on air: 5000 ms, now 6000 ms'],
      },
      { file: 'templates/t-2.json', name: 'Tower bridge', state: 'new', id: null, differences: [] },
    ]);
    expect(await named(t.a.owner, 'Tower')).toHaveLength(1);
  });

  test('changes a draft only when that is asked for; otherwise it is kept beside', async () => {
    const here = await make(t.a.owner, 'Gate', called('Gate', 5_000));
    const pack = packOf([called('Gate', 6_000)]);
    t.pass(1);
    const beside = (await imported(t.a.owner, pack)).json.templates[0];
    expect(beside.id).not.toBe(here.id);
    expect((await named(t.a.owner, 'Gate')).map(({ name }: { name: string }) => name)).toEqual([
      'Gate (copy)',
      'Gate',
    ]);
    t.hub.calls.length = 0;
    const over = (await imported(t.a.owner, pack, '?overwrite=templates/t-1.json')).json.templates[0];
    expect(over).toMatchObject({ state: 'changed', id: here.id });
    const now = (await t.a.owner('GET', `/api/templates/${here.id}`)).json;
    expect(now).toMatchObject({ draftRev: 2, draft: { airing: { dwellMs: 6_000 } } });
    expect(t.hub.calls).toEqual([['draftSaved', t.a.tenantId, here.id, 2]]);
  });

  test('with a broken template takes the others, and tells what is wrong and where', async () => {
    const broken = { ...called('Broken'), airing: null };
    const { json } = await imported(t.a.owner, packOf([broken, called('Whole')]));
    expect(json.templates).toMatchObject([
      { state: 'broken', differences: [expect.stringMatching(/^airing: /)] },
      { name: 'Whole', state: 'new' },
    ]);
    expect(await named(t.a.owner, 'Broken')).toHaveLength(0);
  });

  test('happens as a whole or not at all', async () => {
    await runAsAdmin(t.db.adminUrl, `update partners set quotas = '{"templates": 3}' where tenant_id = $1`, [
      t.b.tenantId,
    ]);
    const answer = await imported(t.b.owner, packOf([called('One'), called('Two')]));
    expect(answer.json.error.code).toBe('QUOTA_REACHED');
    expect(await named(t.b.owner, 'One')).toHaveLength(0);
    await runAsAdmin(t.db.adminUrl, `update partners set quotas = '{}' where tenant_id = $1`, [t.b.tenantId]);
  });

  test('holds nothing of another partner', async () => {
    const own = await make(t.a.owner, 'Mine');
    expect((await t.b.owner('GET', `/api/templates/export?ids=${own.id}`)).status).toBe(404);
    const theirs = await picture(t.a.owner, 'Secret', '#207040');
    const template = await make(t.b.owner, 'Curious', withPicture('x', theirs.id));
    const pack = await exported(t.b.owner, [template.id]);
    expect(Object.keys(unzipSync(pack)).filter((name) => name.startsWith('assets/'))).toEqual([]);
  });
});

/** Changes the sizes that the directory at the end of a zip tells of the files with such names. */
function sayingSize(pack: Uint8Array, bytes: number, name: RegExp): void {
  const text = Buffer.from(pack.buffer, pack.byteOffset, pack.length);
  for (let at = text.indexOf('PK\x01\x02'); at !== -1; at = text.indexOf('PK\x01\x02', at + 4)) {
    const file = text.toString('latin1', at + 46, at + 46 + text.readUInt16LE(at + 28));
    if (name.test(file)) text.writeUInt32LE(bytes, at + 24);
  }
}

describe('what is no pack is refused with a reason', () => {
  const reasonOf = async (pack: Uint8Array) => {
    const answer = await imported(t.a.owner, pack);
    expect([answer.status, answer.json.error.code], answer.text).toEqual([422, 'PACK_UNREADABLE']);
    return answer.json.error.message as string;
  };

  test('no zip, half a zip, and nothing', async () => {
    expect(await reasonOf(strToU8('hello'))).toMatch(/no zip/);
    expect(await reasonOf(new Uint8Array())).toMatch(/no zip/);
    const whole = packOf([called('Half')]);
    expect(await reasonOf(whole.subarray(0, whole.length / 2))).toMatch(/no zip/);
  });

  test('no manifest, one of a newer version, one that names a file twice or one that is not there', async () => {
    expect(await reasonOf(zipSync({ 'readme.txt': strToU8('x') }))).toMatch(/no manifest/);
    const newer = packOf([called('x')], (_, manifest) => Object.assign(manifest, { packVersion: 2 }));
    expect(await reasonOf(newer)).toMatch(/newer/);
    const twice = packOf([called('x')], (_, { templates }) => templates.push(...templates));
    expect(await reasonOf(twice)).toMatch(/twice/);
    const missing = packOf([called('x')], (files) => delete files['templates/t-1.json']);
    expect(await reasonOf(missing)).toMatch(/missing/);
    const badText = packOf([called('x')], (_, { templates }) =>
      Object.assign(templates[0] ?? {}, { name: 'a\0b' }),
    );
    expect(await reasonOf(badText)).toMatch(/NUL/);
  });

  test('files that are not what the manifest says', async () => {
    const changed = packOf([called('x')], (files) => {
      files['templates/t-1.json'] = strToU8(JSON.stringify(called('other')));
    });
    expect(await reasonOf(changed)).toMatch(/changed or damaged/);
  });

  test('bombs: one file that grows, many that do together, and too many', async () => {
    const zeros = new Uint8Array(PACK_LIMITS.assetBytes + 1);
    const bomb = packOf([called('x')], (files) => {
      files[`assets/${'a'.repeat(64)}.webp`] = zeros;
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonOf(bomb)).toMatch(/larger than/);
    const many = packOf([called('x')], (files) => {
      for (let nth = 0; nth < 8; nth += 1) files[`assets/${String(nth).repeat(64)}.webp`] = strToU8('x');
    });
    sayingSize(many, PACK_LIMITS.assetBytes, /^assets/);
    expect(await reasonOf(many)).toMatch(/unpacked it is larger/);
    const crowd = packOf([called('x')], (files) => {
      for (let nth = 0; nth < 600; nth += 1)
        files[`assets/${nth.toString(16).padStart(64, '0')}.webp`] = strToU8('x');
    });
    expect(await reasonOf(crowd)).toMatch(/more than \d+ files/);
  });

  test('a size that lies is found out by the hash', async () => {
    const pack = packOf([called('Liar')]);
    sayingSize(pack, 10, /^templates/);
    expect(await reasonOf(pack)).toMatch(/changed or damaged/);
  });
});

test('files with other names are left out with a word, and written nowhere', async () => {
  const pack = packOf([called('Escape')], (files) => {
    files['../../etc/cron.d/evil'] = strToU8('x');
    files['templates/../../evil.json'] = strToU8('{}');
    files['templates/extra.json'] = strToU8('{}');
    files['readme.txt'] = strToU8('hello');
  });
  const { json } = await imported(t.a.owner, pack, '?try=true');
  expect(json.templates).toMatchObject([{ name: 'Escape', state: 'new' }]);
  expect(json.notes).toHaveLength(4);
  expect(json.notes.join()).toContain('"../../etc/cron.d/evil"');
});

test('documents with text that no database keeps are broken, not a failure', async () => {
  const { json } = await imported(
    t.a.owner,
    packOf([called('Fine'), { ...called('Bad'), id: 'a\0b' }]),
    '?try=true',
  );
  expect(json.templates).toMatchObject([{ state: 'new' }, { state: 'broken' }]);
});
