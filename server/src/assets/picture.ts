import { createHash } from 'node:crypto';
import { ASSET_WIDTHS_PX, type CropAssetBody } from '@project88/core/contract/assets.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { Gate } from '../http/gate.ts';
import { kindOf, type SourceMime } from './kinds.ts';
import { ASSET_LIMITS } from './limits.ts';
import { inOwnProcess } from './pictureProcess.ts';
import { drawable } from './svg.ts';
import type { Job, MadeFile } from './worker/job.ts';

/** A picture that was read, in all its sizes; not kept yet. */
export interface Picture {
  /** SHA-256 of what it was made from, hexadecimal. */
  hash: string;
  sourceMime: SourceMime;
  widthPx: number;
  heightPx: number;
  /** Smallest first. */
  files: readonly MadeFile[];
  /** What is different from the file, in sentences for people. */
  notes: readonly string[];
}

const ofPartner = new Gate({ atOnce: ASSET_LIMITS.atOncePerPartner, waiting: ASSET_LIMITS.waiting });
/** Nobody is refused here: who waits has passed the gate of a partner. */
const ofAll = new Gate({ atOnce: ASSET_LIMITS.atOnce, waiting: Number.POSITIVE_INFINITY });

/**
 * Read a picture of any kind and make its sizes. Takes up to some seconds, in another process: call it outside of a
 * transaction. Throws `ASSET_UNREADABLE` with the reason, `RATE_LIMITED` when too many of the partner's wait.
 */
export async function readPicture(tenantId: TenantId, bytes: Uint8Array): Promise<Picture> {
  const kind = kindOf(bytes);
  const clean = kind === 'image/svg+xml' ? drawable(bytes) : bytes;
  return make(tenantId, { bytes: clean, kind }, hashOf(bytes));
}

/** Cut a part out of a picture as it is kept. Throws `ASSET_UNREADABLE` when the part is not inside of it. */
export async function cropPicture(
  tenantId: TenantId,
  from: { hash: string; bytes: Uint8Array; sourceMime: SourceMime },
  { left, top, width, height }: Omit<CropAssetBody, 'name'>,
): Promise<Picture> {
  const part = { left, top, width, height };
  const hash = hashOf(Buffer.from(`${from.hash} ${left} ${top} ${width} ${height}`));
  const picture = await make(tenantId, { bytes: from.bytes, kind: 'image/webp', part }, hash);
  return { ...picture, sourceMime: from.sourceMime };
}

async function make(
  tenantId: TenantId,
  job: Pick<Job, 'bytes' | 'kind' | 'part'>,
  hash: string,
): Promise<Picture> {
  const { files, hadMore, wasLarger } = await ofPartner.pass(tenantId, () =>
    ofAll.pass('', () => inOwnProcess({ ...job, widthsPx: ASSET_WIDTHS_PX, limits: ASSET_LIMITS })),
  );
  const largest = files.at(-1);
  if (largest === undefined) throw new Error('a picture without a size');
  const { widthPx, heightPx } = largest;
  const notes = [
    ...(hadMore ? ['Only the first picture of the animation is kept.'] : []),
    ...(wasLarger ? [`It was made smaller: ${widthPx} × ${heightPx} pixels are kept.`] : []),
  ];
  return { hash, sourceMime: job.kind, widthPx, heightPx, files, notes };
}

/** SHA-256, hexadecimal: what a picture is known by. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
