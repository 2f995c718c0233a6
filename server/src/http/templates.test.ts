import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { type Caller, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const owner = (...args: Parameters<Caller>) => t.a.owner(...args);
const operator = (...args: Parameters<Caller>) => t.a.operator(...args);

async function make(body: object = {}) {
  const answer = await owner('POST', '/api/templates', {
    name: 'Arch',
    from: { builtIn: 'finish-hero' },
    ...body,
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}

const path = ({ id }: { id: string }) => `/api/templates/${id}`;
/** The same design with another dwell, which is a change that is easy to see. */
const dwelling = (draft: { airing: object }, dwellMs: number) => ({
  ...draft,
  airing: { ...draft.airing, dwellMs },
});
const save = (template: { id: string }, rev: number, document: unknown, as: Caller = owner as Caller) =>
  as('PUT', `${path(template)}/draft`, { rev, document });
const publish = (template: { id: string }, rev: number, note = '') =>
  owner('POST', `${path(template)}/publish`, { rev, note });
const actionsOn = async ({ id }: { id: string }) =>
  (
    await runAsAdmin<{ action: string }>(
      t.db.adminUrl,
      'select action from audit_log where object_id = $1 order by seq',
      [id],
    )
  ).map(({ action }) => action);

describe('a template', () => {
  test('begins as a copy of one of the product’s, under its own id and name', async () => {
    const made = await make({ folder: '2031' });
    expect(made).toMatchObject({
      name: 'Arch',
      folder: '2031',
      draftRev: 1,
      publishedVersion: null,
      changed: true,
      usedBy: 0,
      archived: false,
      draft: { ...finishHero, id: made.id, name: 'Arch' },
    });
    expect(made.layouts[0]).toMatchObject({ widthPx: finishHero.layouts[0]?.canvas.widthPx });
    expect((await operator('GET', path(made))).json).toEqual(made);
    expect(await actionsOn(made)).toEqual(['template.made']);
  });

  test('begins as a copy of another one’s draft, of its version, or as a document', async () => {
    const first = await make();
    await publish(first, 1);
    await save(first, 1, dwelling(first.draft, 7_000));
    const ofDraft = await make({ name: 'Copy', from: { template: first.id } });
    expect(ofDraft.draft).toMatchObject({ id: ofDraft.id, name: 'Copy', airing: { dwellMs: 7_000 } });
    const ofVersion = await make({ from: { template: first.id, version: 1 } });
    expect(ofVersion.draft.airing).toEqual(finishHero.airing);
    const ofDocument = await make({ from: { document: ofDraft.draft } });
    expect(ofDocument.draft.airing.dwellMs).toBe(7_000);
    const missing = { name: 'x', from: { template: first.id, version: 9 } };
    expect((await owner('POST', '/api/templates', missing)).status).toBe(404);
  });

  test('of version 1 grows up on the way in', async () => {
    const old = {
      schemaVersion: 1,
      id: 'old',
      name: 'Old',
      airing: { dwellMs: 4_000, minDwellMs: 1_500, hurryFrom: 3, restAfterMs: 10_000 },
      unknownBibs: 'show',
      layouts: [
        {
          name: 'Full HD',
          canvas: { widthPx: 1920, heightPx: 1080, background: '#000000', safeAreaPct: 5 },
          blocks: [],
        },
      ],
    };
    const made = await make({ from: { document: old } });
    expect(made.draft).toMatchObject({ schemaVersion: 2, airing: { dwellMs: 4_000, crowd: null } });
  });

  test('is found by name and folder, and lies in the archive', async () => {
    const made = await make({ name: 'Tower 100% north', folder: 'Towers' });
    const names = async (query: string) =>
      (await owner('GET', `/api/templates?${query}`)).json.items.map((each: { name: string }) => each.name);
    expect(await names('search=100%25')).toEqual(['Tower 100% north']);
    expect(await names('folder=Towers')).toEqual(['Tower 100% north']);
    expect(await names('folder=Towers&archived=true')).toEqual([]);
    const changed = await owner('PATCH', path(made), { name: 'Tower', archived: true });
    expect(changed.json).toMatchObject({ name: 'Tower', folder: 'Towers', archived: true, draftRev: 1 });
    expect(changed.json.draft.name).toBe('Tower');
    expect(await names('folder=Towers')).toEqual([]);
    expect(await names('folder=Towers&archived=true')).toEqual(['Tower']);
    expect((await owner('PATCH', path(made), { archived: false })).json.archived).toBe(false);
    await owner('PATCH', path(made), { archived: false });
    expect(await actionsOn(made)).toEqual([
      'template.made',
      'template.settings-changed',
      'template.settings-changed',
    ]);
  });

  test('is listed page by page', async () => {
    for (const name of ['1', '2', '3']) {
      await make({ name, folder: 'paged' });
      t.pass(1);
    }
    const first = (await owner('GET', '/api/templates?folder=paged&limit=2')).json;
    const second = (await owner('GET', `/api/templates?folder=paged&limit=2&cursor=${first.nextCursor}`))
      .json;
    const names = [...first.items, ...second.items].map(({ name }) => name);
    expect(names).toEqual(['3', '2', '1']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('a draft', () => {
  test('is saved by whoever knows its number, and tells the others', async () => {
    const made = await make();
    t.hub.calls.length = 0;
    const saved = await save(made, 1, dwelling(made.draft, 9_000));
    expect(saved.json).toMatchObject({ draftRev: 2 });
    expect((await owner('GET', path(made))).json).toMatchObject({
      draftRev: 2,
      changed: true,
      draft: { airing: { dwellMs: 9_000 } },
    });
    expect(t.hub.calls).toEqual([['draftSaved', t.a.tenantId, made.id, 2]]);
  });

  test('that somebody else saved meanwhile comes back instead', async () => {
    const made = await make();
    await save(made, 1, dwelling(made.draft, 9_000));
    const late = await save(made, 1, dwelling(made.draft, 8_000));
    expect(late.status).toBe(409);
    expect(late.json.error).toMatchObject({
      code: 'TEMPLATE_CHANGED',
      details: { draftRev: 2, draft: { airing: { dwellMs: 9_000 } } },
    });
    expect(late.json.error.details.changedBy).not.toBe('');
  });

  test('that is sent again after a lost answer is taken as it is', async () => {
    const made = await make();
    const document = dwelling(made.draft, 9_000);
    const first = await save(made, 1, document);
    expect((await save(made, 1, document)).json).toEqual(first.json);
  });

  test('of many who save at once is exactly one’s', async () => {
    const made = await make();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => save(made, 1, dwelling(made.draft, 5_000 + index))),
    );
    const won = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
    const now = (await owner('GET', path(made))).json;
    expect(now).toMatchObject({ draftRev: 2, draft: { airing: { dwellMs: 5_000 + Number(won[0]) } } });
  });

  test('with mistakes is refused with every place, and nothing changes', async () => {
    const made = await make();
    const [layout] = made.draft.layouts;
    const broken = {
      ...made.draft,
      handles: [],
      layouts: [{ ...layout, canvas: { ...layout.canvas, widthPx: 'wide' } }],
    };
    const refused = await save(made, 1, broken);
    expect(refused.status).toBe(422);
    expect(refused.json.error.code).toBe('TEMPLATE_INVALID');
    const paths = refused.json.error.details.problems.map((each: { path: string }) => each.path);
    expect(paths).toContain('layouts.0.canvas.widthPx');
    expect(paths).toHaveLength(2);
    expect((await save(made, 1, { ...made.draft, schemaVersion: 3 })).json.error.details.problems).toEqual([
      { path: 'schemaVersion', message: expect.stringContaining('newer') },
    ]);
    expect((await owner('GET', path(made))).json).toEqual(made);
  });

  test('that is too large is refused before it is read', async () => {
    const made = await make();
    const answer = await save(made, 1, { ...made.draft, padding: 'x'.repeat(1024 * 1024) });
    expect(answer.json.error).toMatchObject({
      code: 'BODY_TOO_LARGE',
      message: expect.stringContaining('1048576'),
    });
  });

  test('makes no version, and one entry in the log for an hour of one person', async () => {
    const made = await make();
    await save(made, 1, dwelling(made.draft, 5_001));
    await save(made, 2, dwelling(made.draft, 5_002));
    expect(await actionsOn(made)).toEqual(['template.made', 'template.changed']);
    const later = async (rev: number, as: Caller = owner as Caller) => {
      const before = await actionsOn(made);
      expect((await save(made, rev, dwelling(made.draft, 5_000 + rev), as)).status).toBe(200);
      return (await actionsOn(made)).slice(before.length);
    };
    expect(await later(3, t.a.operator)).toEqual(['template.changed']);
    expect(await later(4, t.a.operator)).toEqual([]);
    await publish(made, 5);
    expect(await later(5, t.a.operator)).toEqual(['template.changed']);
    await anHourLater();
    expect(await later(6, t.a.operator)).toEqual(['template.changed']);
    expect((await owner('GET', `${path(made)}/versions`)).json.items).toHaveLength(1);
  });
});

/** Logins end without use, so they are used meanwhile. */
async function anHourLater(): Promise<void> {
  for (let quarter = 0; quarter < 4; quarter += 1) {
    t.pass(15 * 60_000);
    for (const { owner, operator } of [t.a, t.b]) {
      await owner('GET', '/api/auth/me');
      await operator('GET', '/api/auth/me');
    }
  }
}

describe('versions', () => {
  test('are published one after the other and never change', async () => {
    const made = await make();
    t.hub.calls.length = 0;
    const first = await publish(made, 1, 'For the spring race');
    expect(first.json).toMatchObject({ version: 1, note: 'For the spring race' });
    expect(first.json.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(t.hub.calls).toEqual([['templateChanged', t.a.tenantId, made.id]]);
    expect((await owner('GET', path(made))).json).toMatchObject({ publishedVersion: 1, changed: false });
    await save(made, 1, dwelling(made.draft, 9_000));
    expect((await owner('GET', path(made))).json).toMatchObject({ publishedVersion: 1, changed: true });
    expect((await publish(made, 2)).json.version).toBe(2);
    const { items } = (await owner('GET', `${path(made)}/versions`)).json;
    expect(items.map((each: { version: number }) => each.version)).toEqual([2, 1]);
    const old = await owner('GET', `${path(made)}/versions/1`);
    expect(old.json).toMatchObject({ ...first.json, document: { airing: finishHero.airing } });
    expect((await owner('GET', `${path(made)}/versions/3`)).status).toBe(404);
    expect((await owner('GET', `${path(made)}/versions/latest`)).status).toBe(404);
  });

  test('are not made of a draft that is no longer the one that was looked at, nor of one that is published', async () => {
    const made = await make();
    await save(made, 1, dwelling(made.draft, 9_000));
    expect((await publish(made, 1)).json.error.code).toBe('TEMPLATE_CHANGED');
    const first = await publish(made, 2);
    expect((await publish(made, 2, 'again')).json).toEqual(first.json);
  });

  test('come back as a draft', async () => {
    const made = await make();
    await publish(made, 1);
    await save(made, 1, dwelling(made.draft, 9_000));
    const restored = await owner('POST', `${path(made)}/restore`, { rev: 2, version: 1 });
    expect(restored.json).toMatchObject({
      draftRev: 3,
      changed: false,
      draft: { airing: finishHero.airing },
    });
    const late = await owner('POST', `${path(made)}/restore`, { rev: 2, version: 1 });
    expect(late.json.error.code).toBe('TEMPLATE_CHANGED');
    expect((await owner('POST', `${path(made)}/restore`, { rev: 3, version: 7 })).status).toBe(404);
    expect(await actionsOn(made)).toContain('template.restored');
  });

  test('cannot be changed or removed by the application', async () => {
    const made = await make();
    await publish(made, 1);
    const rights = await runAsAdmin<{ privilege: string }>(
      t.db.adminUrl,
      `select privilege_type as privilege from information_schema.role_table_grants
       where table_name = 'template_versions' and grantee = 'p88_app' order by 1`,
    );
    expect(rights.map(({ privilege }) => privilege)).toEqual(['INSERT', 'SELECT']);
  });
});

describe('on air', () => {
  const sessionWith = (templateId: string) =>
    owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results', templateId });

  test('a display session takes a template that is published, and keeps it from being deleted', async () => {
    const made = await make();
    expect((await sessionWith(made.id)).json.error.code).toBe('TEMPLATE_NOT_PUBLISHED');
    await publish(made, 1);
    const displaySession = (await sessionWith(made.id)).json;
    expect(displaySession.templateId).toBe(made.id);
    expect((await owner('GET', path(made))).json.usedBy).toBe(1);
    const { json } = await owner('GET', `/api/sessions/${displaySession.id}/data`);
    expect(json.template).toMatchObject({ id: made.id, name: 'Arch' });
    const refused = await owner('DELETE', path(made));
    expect(refused.status).toBe(409);
    expect(refused.json.error).toMatchObject({
      code: 'TEMPLATE_IN_USE',
      details: { sessions: [{ id: displaySession.id, name: 'Finish' }] },
    });
    await owner('PATCH', `/api/sessions/${displaySession.id}`, { templateId: 'finish-hero' });
    expect((await owner('DELETE', path(made))).status).toBe(204);
    expect((await owner('GET', path(made))).status).toBe(404);
    expect((await owner('GET', `${path(made)}/versions`)).status).toBe(404);
  });

  test('a template that is broken in the database is shown as the finish screen', async () => {
    const made = await make();
    await publish(made, 1);
    const { id } = (await sessionWith(made.id)).json;
    await runAsAdmin(t.db.adminUrl, `update template_versions set document = '{}' where template_id = $1`, [
      made.id,
    ]);
    const { json } = await owner('GET', `/api/sessions/${id}/data`);
    expect(json.template).toMatchObject({ id: 'finish-hero' });
  });

  test('templates of another partner are none', async () => {
    const made = await make();
    await publish(made, 1);
    const body = { name: 'Finish', mode: 'results', templateId: made.id };
    expect((await t.b.owner('POST', '/api/sessions/create', body)).status).toBe(404);
    expect((await t.b.owner('GET', path(made))).status).toBe(404);
    const copy = { name: 'Mine', from: { template: made.id } };
    expect((await t.b.owner('POST', '/api/templates', copy)).status).toBe(404);
    expect((await save(made, 1, made.draft, t.b.owner)).status).toBe(404);
  });
});

test('one more template than the partner may have is refused', async () => {
  await runAsAdmin(t.db.adminUrl, `update partners set quotas = '{"templates": 0}' where tenant_id = $1`, [
    t.b.tenantId,
  ]);
  const answer = await t.b.owner('POST', '/api/templates', { name: 'x', from: { builtIn: 'finish-hero' } });
  expect(answer.json.error.code).toBe('QUOTA_REACHED');
});
