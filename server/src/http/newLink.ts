import { type DisplayLinkId, LINK_ALPHABET, LINK_LENGTH } from '@project88/core/ids/ids.ts';
import { randomLetters } from '../auth/tokens.ts';
import { appendAudit, auditLinkId } from '../store/audit.ts';
import { createDisplayUrl, type DisplayUrlRecord } from '../store/displayUrls.ts';
import { checkQuota } from '../store/quotas.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { HTTP_LIMITS } from './limits.ts';
import { isoOf } from './views.ts';

type Wanted = Pick<DisplayUrlRecord, 'displaySessionId' | 'expiresAtMs'>;

/** Make a display link and write it down, last in the transaction. Throws `QUOTA_REACHED`. */
export async function makeLink(
  scope: TenantScope,
  wanted: Wanted,
  random: (length: number) => Uint8Array,
): Promise<DisplayUrlRecord> {
  await checkQuota(scope, 'displayLinks');
  const made = await draw(scope, wanted, random);
  const after = { displaySessionId: wanted.displaySessionId, expiresAt: isoOf(wanted.expiresAtMs) };
  await appendAudit(scope, { action: 'link.made', object: linkObject(made.id), after });
  return made;
}

/** How the audit log names a link. */
export function linkObject(id: DisplayLinkId) {
  return { kind: 'display-link', id: auditLinkId(id) };
}

/** Draw letters until they are not taken. */
async function draw(
  scope: TenantScope,
  link: Wanted,
  random: (length: number) => Uint8Array,
): Promise<DisplayUrlRecord> {
  for (let tries = 0; tries < HTTP_LIMITS.linkDraws; tries += 1) {
    const id = randomLetters(random, LINK_LENGTH, LINK_ALPHABET) as DisplayLinkId;
    const record = await createDisplayUrl(scope, { ...link, id });
    if (record !== null) return record;
  }
  throw new Error('no free display link found: the random source repeats itself');
}
