import { assetWidthFor } from '@project88/core/contract/assets.ts';
import type { AssetId, DisplayLinkId, TenantId } from '@project88/core/ids/ids.ts';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../ops/clock.ts';
import { type AssetFileRecord, getAssetFile, isPublished } from '../store/assetFiles.ts';
import type { Database } from '../tenancy/database.ts';
import { screenPrincipal } from '../tenancy/principal.ts';
import { ASSET_LIMITS } from './limits.ts';

/** A picture that a screen asks for: the link says whose it must be. */
export interface AskedPicture {
  tenantId: TenantId;
  linkId: DisplayLinkId;
  id: AssetId;
  /** At least so wide, in pixels. */
  widthPx: number;
}

/**
 * Pictures for screens. Fifty of them ask at the same moment when a template comes on air, and the database is asked once.
 * What is kept in memory has the tenant in its key. A link may show every published template of its partner, because the
 * operator puts another one on air from one second to the next; pictures of drafts stay inside.
 */
export class ScreenPictures {
  readonly #database: Database;
  readonly #kept: LRUCache<string, AssetFileRecord, AskedPicture>;

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.#database = database;
    this.#kept = new LRUCache({
      maxSize: ASSET_LIMITS.cachedBytes,
      sizeCalculation: ({ bytes }) => bytes.length,
      ttl: ASSET_LIMITS.cachedMs,
      ttlResolution: 0,
      perf: { now: clock },
      fetchMethod: async (_key, _stale, { context }) => (await this.#read(context)) ?? undefined,
    });
  }

  /** The smallest size that is not narrower, or the largest. Null when no published template of the partner has it. */
  async get(asked: AskedPicture): Promise<AssetFileRecord | null> {
    const widthPx = assetWidthFor(asked.widthPx);
    const key = `${asked.tenantId} ${asked.id} ${widthPx}`;
    return (await this.#kept.fetch(key, { context: { ...asked, widthPx } })) ?? null;
  }

  #read({ tenantId, linkId, id, widthPx }: AskedPicture): Promise<AssetFileRecord | null> {
    return this.#database.withTenant(screenPrincipal(tenantId, linkId), async (scope) =>
      (await isPublished(scope, id)) ? getAssetFile(scope, id, widthPx) : null,
    );
  }
}
