import { ProblemError } from '@project88/core/contract/errors.ts';
import type { PackReport } from '@project88/core/contract/templates.ts';
import { documentDifferences } from '@project88/core/displays/document/diff.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { withAssets } from '@project88/core/displays/packs/contents.ts';
import type { OwnTemplateId, TenantId } from '@project88/core/ids/ids.ts';
import { checkQuota } from '../../store/quotas.ts';
import { saveDraft } from '../../store/templateDrafts.ts';
import { findByName, getDraft, type TemplateRecord } from '../../store/templates.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { checkDocument, hashOf } from '../document.ts';
import { draftOf, makeTemplate } from '../draft.ts';
import { TEMPLATE_STORE_LIMITS } from '../limits.ts';
import type { AssetIntake } from '../types.ts';
import type { Pack, PackAsset, PackTemplate } from './read.ts';

type TemplateReport = PackReport['templates'][number];
type AssetReport = PackReport['assets'][number];

/** A picture of a pack that can be kept, or that is here already. */
export interface ReadyAsset {
  asset: PackAsset;
  state: AssetReport['state'];
  /** Gives the identifier here. Null for a broken one: its place stays empty. */
  keep: ((scope: TenantScope) => Promise<string>) | null;
}

/** Which pictures of the pack the partner has; the others are not looked at yet. */
export async function findAssets(
  scope: TenantScope,
  intake: AssetIntake,
  { assets }: Pack,
): Promise<ReadonlyMap<string, string>> {
  const known = await intake.find(scope, [
    ...new Set(assets.flatMap(({ sha256, sourceSha256 }) => [sha256, sourceSha256])),
  ]);
  const here = assets.flatMap(({ id, sha256, sourceSha256 }) => {
    const found = known.get(sourceSha256) ?? known.get(sha256);
    return found === undefined ? [] : [[id, found] as const];
  });
  return new Map(here);
}

/** Read those that are new: outside of a transaction, because it takes time. */
export async function readyAssets(
  tenantId: TenantId,
  intake: AssetIntake,
  { assets }: Pack,
  here: ReadonlyMap<string, string>,
): Promise<ReadyAsset[]> {
  const ready: ReadyAsset[] = [];
  for (const asset of assets) {
    const known = here.get(asset.id);
    if (known !== undefined) ready.push({ asset, state: 'same', keep: async () => known });
    else ready.push(await readyNew(tenantId, intake, asset));
  }
  return ready;
}

async function readyNew(tenantId: TenantId, intake: AssetIntake, asset: PackAsset): Promise<ReadyAsset> {
  try {
    const keep = await intake.prepare(tenantId, asset);
    return { asset, state: 'new', keep };
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'ASSET_UNREADABLE')
      return { asset, state: 'broken', keep: null };
    throw error;
  }
}

/** What each template of the pack would do here; `ids` are the pictures that are here already. */
export async function compareTemplates(
  scope: TenantScope,
  { templates }: Pack,
  ids: ReadonlyMap<string, string>,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const template of templates) compared.push(await compare(scope, template, ids));
  return compared;
}

export interface Compared {
  report: TemplateReport;
  document: TemplateDocument | null;
  /** The template of the same name. */
  here: TemplateRecord | null;
}

async function compare(
  scope: TenantScope,
  { file, name, document, problems }: PackTemplate,
  ids: ReadonlyMap<string, string>,
): Promise<Compared> {
  if (document === null) {
    return { report: { file, name, state: 'broken', id: null, differences: problems }, document, here: null };
  }
  const mapped = withAssets(document, ids);
  const candidates = await findByName(scope, name);
  const same = candidates.find(({ draftHash }) => draftHash === hashOf(mapped));
  const here = same ?? candidates[0] ?? null;
  if (here === null)
    return { report: { file, name, state: 'new', id: null, differences: [] }, document, here };
  const { id } = here;
  if (same !== undefined)
    return { report: { file, name, state: 'same', id, differences: [] }, document, here };
  const now = checkDocument(await getDraft(scope, id));
  const differences = documentDifferences(now, { ...mapped, name: now.name });
  const listed = differences.slice(0, TEMPLATE_STORE_LIMITS.listedProblems);
  return { report: { file, name, state: 'changed', id, differences: listed }, document, here };
}

/**
 * Take in what was compared, in the scope's transaction. Changed templates whose file is in `overwrite` get the pack's
 * design as their draft; the others are kept beside as copies. Nothing is published.
 */
export async function takeTemplates(
  scope: TenantScope,
  compared: readonly Compared[],
  ids: ReadonlyMap<string, string>,
  overwrite: ReadonlySet<string>,
): Promise<TemplateReport[]> {
  const reports: TemplateReport[] = [];
  for (const { report, document, here } of compared) {
    if (document === null || report.state === 'same') reports.push(report);
    else
      reports.push({
        ...report,
        id: await takeOne(scope, report, withAssets(document, ids), here, overwrite),
      });
  }
  return reports;
}

async function takeOne(
  scope: TenantScope,
  { file, name, state }: TemplateReport,
  document: TemplateDocument,
  here: TemplateRecord | null,
  overwrite: ReadonlySet<string>,
): Promise<OwnTemplateId> {
  if (state === 'changed' && here !== null && overwrite.has(file)) {
    const draft = draftOf(here.id, here.name, document);
    const saved = await saveDraft(scope, here.id, here.draftRev, draft, { notedFor: '', oneChangeMs: 0 });
    // Somebody saved since it was compared: what they look at is no longer what would be overwritten.
    if (saved === null) throw new ProblemError('TEMPLATE_CHANGED');
    return here.id;
  }
  await checkQuota(scope, 'templates');
  return makeTemplate(scope, { name: state === 'changed' ? copyOf(name) : name, folder: '', document });
}

function copyOf(name: string): string {
  return `${name.slice(0, 110).toWellFormed()} (copy)`;
}
