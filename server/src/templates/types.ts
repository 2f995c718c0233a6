import type { TenantId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../tenancy/database.ts';

/** A picture as it goes into a pack: in its largest size. */
export interface PackedAsset {
  id: string;
  name: string;
  folder: string;
  mime: 'image/webp' | 'image/png';
  bytes: Uint8Array;
  /** SHA-256 of what was uploaded, hexadecimal. */
  sourceHash: string;
}

/** What packs need of the partner's pictures. */
export interface AssetIntake {
  /** The partner's pictures that were made from files with these hashes: hash to identifier. */
  find(scope: TenantScope, sourceHashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The partner's pictures with these identifiers; those that are gone are left out. */
  read(scope: TenantScope, ids: readonly string[]): Promise<PackedAsset[]>;
  /**
   * Read a picture, which takes time and happens outside of a transaction, and answer what keeps it in one; that gives
   * its identifier. Throws `ASSET_UNREADABLE`; keeping throws `QUOTA_REACHED`.
   */
  prepare(
    tenantId: TenantId,
    asset: { name: string; folder: string; bytes: Uint8Array },
  ): Promise<(scope: TenantScope) => Promise<string>>;
}
