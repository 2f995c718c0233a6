import { z } from 'zod';
import { role, uuid } from './common.ts';

export const loginBody = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(256),
});

export const userView = z.object({ id: uuid, email: z.string(), name: z.string(), role });
export const partnerView = z.object({ id: uuid, name: z.string(), slug: z.string(), timeZone: z.string() });

export const meReply = z.object({
  user: userView,
  partner: partnerView,
  /** Port that timing software connects to, for the instructions; absent when the listener is not running here. */
  timingPort: z.number().int().optional(),
});
export const loginReply = meReply.extend({
  accessToken: z.string(),
  /** Life of the access token in seconds. */
  expiresInS: z.number().int(),
});

export type LoginBody = z.infer<typeof loginBody>;
export type LoginReply = z.infer<typeof loginReply>;
export type MeReply = z.infer<typeof meReply>;
export type UserView = z.infer<typeof userView>;
export type PartnerView = z.infer<typeof partnerView>;
