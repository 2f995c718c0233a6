import type { PackReport } from '@project88/core/contract/templates.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { appendAudit } from '../../store/audit.ts';
import { getDraftRev } from '../../store/templates.ts';
import type { Database, TenantScope } from '../../tenancy/database.ts';
import type { Principal } from '../../tenancy/principal.ts';
import type { AssetIntake } from '../types.ts';
import type { Pack } from './read.ts';
import { compareTemplates, findAssets, type ReadyAsset, readyAssets, takeTemplates } from './take.ts';

interface Imported {
  report: PackReport;
  /** Templates that have another draft now. */
  saved: { id: OwnTemplateId; draftRev: number }[];
}

/**
 * Take in a pack that was read, or only say what would happen. All in one transaction, but for the reading of pictures,
 * which takes too long for one.
 */
export async function importPack(
  { database, pictures: intake }: { database: Database; pictures: AssetIntake },
  principal: Principal,
  pack: Pack,
  { onlyTry, overwrite }: { onlyTry: boolean; overwrite: ReadonlySet<string> },
): Promise<Imported> {
  const here = await database.withTenant(principal, (scope) => findAssets(scope, intake, pack));
  const ready = await readyAssets(principal.tenantId, intake, pack, here);
  const assets = ready.map(({ asset: { file, name }, state }) => ({ file, name, state }));
  return database.withTenant(principal, async (scope) => {
    const compared = await compareTemplates(scope, pack, here);
    const tried = compared.map(({ report }) => report);
    if (onlyTry) return { report: { templates: tried, assets, notes: pack.notes }, saved: [] };
    const ids = await keepAssets(scope, ready);
    const templates = await takeTemplates(scope, compared, ids, overwrite);
    const report = { templates, assets, notes: pack.notes };
    const saved = await savedOf(scope, report);
    await appendAudit(scope, {
      action: 'template.imported',
      object: { kind: 'template', id: '' },
      after: {
        templates: templates.map(({ name, state, id }) => ({ name, state, id })),
        pictures: assets.filter(({ state }) => state === 'new').length,
      },
    });
    return { report, saved };
  });
}

async function keepAssets(
  scope: TenantScope,
  ready: readonly ReadyAsset[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { asset, keep } of ready) if (keep !== null) ids.set(asset.id, await keep(scope));
  return ids;
}

async function savedOf(scope: TenantScope, { templates }: PackReport): Promise<Imported['saved']> {
  const saved: Imported['saved'] = [];
  for (const { state, id } of templates) {
    if (id === null || state === 'same' || state === 'broken') continue;
    const draftRev = await getDraftRev(scope, id as OwnTemplateId);
    if (draftRev !== null) saved.push({ id: id as OwnTemplateId, draftRev });
  }
  return saved;
}
