import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { timestamp } from './instants.ts';
import type { DraftContent } from './templates.ts';

export interface SavedDraftRecord {
  draftRev: number;
  changedAtMs: InstantMs;
  /** This save is to stand in the audit log: the first after a publication, of this person, or for a while. */
  noted: boolean;
}

/**
 * Save a draft for whoever began with `rev`: one statement, so that of two who save at once exactly one wins. Null when
 * the draft is another one by now, or there is no such template. `noted` tells about the audit log: a save that comes
 * within `oneChangeMs` after one of the same actor's is part of the same change.
 */
export async function saveDraft(
  scope: TenantScope,
  id: OwnTemplateId,
  rev: number,
  draft: DraftContent,
  { notedFor, oneChangeMs }: { notedFor: string; oneChangeMs: number },
): Promise<SavedDraftRecord | null> {
  const now = scope.now();
  const [row] = await scope.sql<SavedDraftRecord>(
    `with old as (
       select noted_for is distinct from $10 or noted_at is null or noted_at <= $9 as noted
       from templates where tenant_id = $1 and id = $2 and draft_rev = $3 for update
     )
     update templates t
     set draft = $4::jsonb || jsonb_build_object('name', t.name), draft_hash = $5, layouts = $6,
         draft_rev = draft_rev + 1, changed_at = $7, changed_by = $8,
         noted_at = case when old.noted then $7 else noted_at end,
         noted_for = case when old.noted then $10 else noted_for end
     from old
     where t.tenant_id = $1 and t.id = $2 and t.draft_rev = $3
     returning t.draft_rev as "draftRev", t.changed_at as "changedAtMs", old.noted`,
    [
      scope.tenantId,
      id,
      rev,
      JSON.stringify(draft.document),
      draft.hash,
      JSON.stringify(draft.layouts),
      timestamp(now),
      userIdOf(scope.principal),
      timestamp(instantMs(now - oneChangeMs)),
      notedFor,
    ],
  );
  return row ?? null;
}
