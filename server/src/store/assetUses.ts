import type { AssetId, OwnTemplateId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** A template that has a picture. With neither it is only in an older version. */
export interface AssetUseRecord {
  templateId: OwnTemplateId;
  name: string;
  draft: boolean;
  published: boolean;
}

/** The templates that have this picture in their draft or in any of their versions, newest first. */
export function listAssetUses(scope: TenantScope, id: AssetId, most: number): Promise<AssetUseRecord[]> {
  return scope.sql<AssetUseRecord>(
    `select "templateId", name, draft, published from (
       select t.id as "templateId", t.name, t.assets ? $2 as draft,
              coalesce(bool_or(v.version = t.published_version), false) as published,
              count(v.version) as versions
       from templates t
       left join template_versions v
         on v.tenant_id = t.tenant_id and v.template_id = t.id and v.assets ? $2
       where t.tenant_id = $1
       group by t.tenant_id, t.id
     ) each where draft or versions > 0 order by "templateId" desc limit $3`,
    [scope.tenantId, id, most],
  );
}

/** Pictures that no draft and no version has. */
const NOT_USED = `not_used as materialized (
  select id from assets where tenant_id = $1 and id::text not in (
    select jsonb_array_elements_text(assets) from templates where tenant_id = $1
    union all
    select jsonb_array_elements_text(assets) from template_versions where tenant_id = $1))`;

export interface AssetUsageRecord {
  count: number;
  bytes: number;
  unusedCount: number;
  unusedBytes: number;
  folders: string[];
}

/** What the partner's pictures take, and their folders by name. */
export async function readAssetUsage(scope: TenantScope): Promise<AssetUsageRecord> {
  const [row] = await scope.sql<AssetUsageRecord>(
    `with ${NOT_USED}
     select count(*)::integer as count, coalesce(sum(a.bytes), 0)::bigint as bytes,
            (count(*) filter (where n.id is not null))::integer as "unusedCount",
            coalesce(sum(a.bytes) filter (where n.id is not null), 0)::bigint as "unusedBytes",
            coalesce(array_agg(distinct a.folder) filter (where a.folder <> ''), '{}') as folders
     from assets a left join not_used n on n.id = a.id where a.tenant_id = $1`,
    [scope.tenantId],
  );
  if (row === undefined) throw new Error('a count without a row');
  return row;
}

/** Delete the pictures that no draft and no version has and that came before this moment. */
export function deleteUnused(
  scope: TenantScope,
  before: InstantMs,
): Promise<{ id: AssetId; name: string; bytes: number }[]> {
  return scope.sql<{ id: AssetId; name: string; bytes: number }>(
    `with ${NOT_USED}
     delete from assets where tenant_id = $1 and created_at <= $2 and id in (select id from not_used)
     returning id, name, bytes`,
    [scope.tenantId, timestamp(before)],
  );
}
