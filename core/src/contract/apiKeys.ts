import { z } from 'zod';
import { isoInstant, pageOf, uuid } from './common.ts';
import { permission } from './permissionSchemas.ts';

/** Keys that programs send as `X-API-Key`. */

/** `p88_` + 8 letters that find the key + `_` + 32 letters that only its holder knows. */
export const API_KEY_FORM = /^p88_([a-z2-9]{8})_([A-Za-z0-9]{32})$/;

/** An address or a network, for example 192.0.2.7 or 2001:db8::/48. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'give an address or a network such as 192.0.2.7 or 2001:db8::/48',
});

export const apiKeyView = z.object({
  id: uuid,
  prefix: z.string(),
  name: z.string(),
  permissions: z.array(permission),
  allowList: z.array(z.string()),
  createdAt: isoInstant,
  expiresAt: isoInstant.nullable(),
  lastUsedAt: isoInstant.nullable(),
  lastUsedAddress: z.string().nullable(),
  /** True once another key took over; this one works until it expires. */
  rotated: z.boolean(),
});
export const apiKeyPage = pageOf(apiKeyView);

export const createApiKeyBody = z.object({
  name: z.string().trim().min(1).max(60),
  permissions: z.array(permission).min(1).max(100),
  allowList: z.array(network).max(50).default([]),
  /** Days until it expires; null: never. */
  expiresInDays: z.number().int().min(1).max(3650).nullable().default(365),
});

/** The new key takes over at once; the old one goes on for the overlap. */
export const rotateApiKeyBody = z.object({ overlapHours: z.number().min(0).max(720).default(24) });

/** The whole key is in this answer and never again. */
export const apiKeyCreated = z.object({ key: z.string(), view: apiKeyView });

export type ApiKeyView = z.infer<typeof apiKeyView>;
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>;
