import type { AssetView } from '@project88/core/contract/assets.ts';
import type {
  PackReport,
  TemplateSummary,
  TemplateVersion,
  TemplateView,
} from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { announcerList } from '@project88/core/displays/templates/announcerList.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { pageOf } from './fixturePage.ts';

/** The templates and pictures that the fixture keeps. */
export interface LibraryData {
  templates: TemplateView[];
  assets: AssetView[];
  pack: PackReport;
  /** What every version of a template was; null: what its draft is. */
  published: TemplateDocument | null;
  /** Somebody else has saved meanwhile. */
  overtaken: boolean;
}

export function freshLibrary(nowMs: number): LibraryData {
  const iso = (agoMs: number) => new Date(nowMs - agoMs).toISOString();
  const template = (number: number, given: Partial<TemplateView>): TemplateView => ({
    id: `0190b000-0000-7000-8000-00000000d00${number}`,
    name: `Template ${number}`,
    folder: '',
    layouts: [{ name: 'landscape', widthPx: 1920, heightPx: 1080 }],
    draftRev: 3,
    publishedVersion: 2,
    changed: false,
    changedAt: iso(3_600_000),
    changedBy: 'Robin Stone',
    usedBy: 0,
    archived: false,
    draft: finishHero,
    ...given,
  });
  const asset = (number: number, given: Partial<AssetView>): AssetView => ({
    id: `0190b000-0000-7000-8000-00000000e00${number}`,
    name: `Picture ${number}`,
    folder: '',
    hash: String(number).repeat(64),
    mime: 'image/webp',
    widthPx: 1600,
    heightPx: 900,
    bytes: 184_000,
    sourceMime: 'image/jpeg',
    createdAt: iso(86_400_000),
    createdBy: 'Kim Vale',
    usedBy: 0,
    ...given,
  });
  return {
    templates: [
      template(1, { name: 'Finish gate', usedBy: 2 }),
      template(2, { name: 'Start line', folder: 'Harbour Half', publishedVersion: null }),
      template(3, { name: 'Desk', changed: true, draft: announcerList }),
    ],
    assets: [
      asset(1, { name: 'Harbour Half logo', usedBy: 2, folder: 'Logos' }),
      asset(2, { name: 'Quay Bikes', mime: 'image/png', widthPx: 600, heightPx: 600 }),
    ],
    published: null,
    overtaken: false,
    pack: {
      templates: [
        {
          file: 'templates/finish.json',
          name: 'Finish gate',
          state: 'changed',
          id: null,
          differences: ['Block “Name”: moved 12 px right'],
        },
        { file: 'templates/expo.json', name: 'Expo', state: 'new', id: null, differences: [] },
        {
          file: 'templates/old.json',
          name: 'Old board',
          state: 'broken',
          id: null,
          differences: ['layouts.0.canvas: required'],
        },
      ],
      assets: [{ file: 'assets/logo.webp', name: 'Logo', state: 'new' }],
      notes: [],
    },
  };
}

export type LibraryAnswer = [status: number, value?: unknown];

/** The routes of templates and pictures; null for others. */
export function libraryApi(
  call: string,
  body: string,
  query: URLSearchParams,
  data: LibraryData,
): LibraryAnswer | null {
  return templateApi(call, body, query, data) ?? assetApi(call, body, query, data);
}

function templateApi(
  call: string,
  body: string,
  query: URLSearchParams,
  data: LibraryData,
): LibraryAnswer | null {
  const [, method, id = '', rest = ''] = /^(\w+) \/api\/templates\/?([^/]*)(\/.*)?$/.exec(call) ?? [];
  if (method === undefined) return null;
  if (id === 'import') return [200, data.pack];
  if (id === '' && method === 'GET') return [200, pageOf(listed(query, data), query)];
  if (id === '') return makeTemplate(JSON.parse(body), data);
  const found = data.templates.find((each) => each.id === id);
  if (found === undefined) return null;
  if (rest.startsWith('/versions/')) return [200, { version: 2, document: data.published ?? found.draft }];
  if (rest === '/versions') return [200, pageOf(versionsOf(found), query)];
  if (rest === '/publish') return [200, { ...versionsOf(found)[0], version: 3 }];
  if (method === 'PUT' && data.overtaken)
    return [
      409,
      {
        error: {
          code: 'TEMPLATE_CHANGED',
          message: 'Somebody else has changed it.',
          requestId: 'req-93',
          details: { ...found, draft: data.published ?? found.draft },
        },
      },
    ];
  if (method === 'PUT')
    Object.assign(found, { draft: JSON.parse(body).document, draftRev: found.draftRev + 1 });
  if (method === 'PATCH') Object.assign(found, JSON.parse(body));
  if (method === 'DELETE') {
    if (found.usedBy > 0) return inUse('TEMPLATE_IN_USE', 'A display session shows this template.');
    data.templates = data.templates.filter((each) => each !== found);
    return [204];
  }
  return [200, found];
}

function versionsOf({ publishedVersion }: TemplateView): TemplateVersion[] {
  return [publishedVersion ?? 0, 1].slice(0, publishedVersion ?? 0).map((version) => ({
    version,
    publishedAt: new Date(1_935_000_000_000).toISOString(),
    publishedBy: 'Robin Stone',
    note: version === 1 ? '' : 'Larger names, and the club below them',
    hash: String(version).repeat(64),
  }));
}

function listed(query: URLSearchParams, { templates }: LibraryData): TemplateSummary[] {
  const search = (query.get('search') ?? '').toLowerCase();
  const folder = query.get('folder') ?? '';
  return templates.filter(
    (each) =>
      each.name.toLowerCase().includes(search) &&
      each.folder.startsWith(folder) &&
      each.archived === (query.get('archived') === 'true'),
  );
}

function makeTemplate(
  { name, folder = '' }: { name: string; folder?: string },
  data: LibraryData,
): LibraryAnswer {
  const [like] = data.templates;
  const made = {
    ...(like as TemplateView),
    id: '0190b000-0000-7000-8000-00000000d009',
    name,
    folder,
    usedBy: 0,
  };
  data.templates = [made, ...data.templates];
  return [201, made];
}

function assetApi(
  call: string,
  body: string,
  query: URLSearchParams,
  data: LibraryData,
): LibraryAnswer | null {
  const [, method, id = '', rest = ''] = /^(\w+) \/api\/assets\/?([^/]*)(\/.*)?$/.exec(call) ?? [];
  if (method === undefined) return null;
  if (id === 'usage') return [200, usageOf(data)];
  if (id === 'clean-up') return [200, { removed: 1, bytes: 184_000 }];
  if (id === '' && method === 'GET') {
    const search = (query.get('search') ?? '').toLowerCase();
    const isMeant = ({ name, usedBy }: AssetView) =>
      name.toLowerCase().includes(search) && (query.get('unused') !== 'true' || usedBy === 0);
    return [200, pageOf(data.assets.filter(isMeant), query)];
  }
  const [like] = data.assets;
  if (id === '' || rest === '/crop') {
    const name = query.get('name') ?? JSON.parse(body).name;
    if (name.includes('broken')) return unreadable();
    const made = { ...(like as AssetView), id: '0190b000-0000-7000-8000-00000000e009', name, usedBy: 0 };
    data.assets = [made, ...data.assets];
    return [201, made];
  }
  const found = data.assets.find((each) => each.id === id);
  if (found === undefined) return null;
  if (rest === '/uses') {
    const items = [{ templateId: data.templates[0]?.id, name: 'Finish gate', draft: true, published: true }];
    return [200, { items: found.usedBy > 0 ? items : [] }];
  }
  if (method === 'PATCH') Object.assign(found, JSON.parse(body));
  if (method === 'DELETE') {
    if (found.usedBy > 0) return inUse('ASSET_IN_USE', 'A template has this picture.');
    data.assets = data.assets.filter((each) => each !== found);
    return [204];
  }
  return [200, found];
}

function usageOf({ assets }: LibraryData) {
  const unused = assets.filter(({ usedBy }) => usedBy === 0);
  const sum = (of: AssetView[]) => of.reduce((total, { bytes }) => total + bytes, 0);
  return {
    count: assets.length,
    bytes: sum(assets),
    quotaCount: 2_000,
    quotaBytes: 1_000_000,
    unusedCount: unused.length,
    unusedBytes: sum(unused),
    folders: ['Logos'],
  };
}

function inUse(code: string, message: string): LibraryAnswer {
  return [409, { error: { code, message, requestId: 'req-91' } }];
}

function unreadable(): LibraryAnswer {
  const message = 'This is no picture that can be read: it is a text.';
  return [422, { error: { code: 'ASSET_UNREADABLE', message, requestId: 'req-92' } }];
}

/** A picture for every asset: 2 × 2 pixels of PNG. */
export const ONE_PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGPk5uZmYGBgYWBgYGBgAAAFXQBZsNCRNgAAAABJRU5ErkJggg==',
  'base64',
);
