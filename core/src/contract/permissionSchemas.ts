import { z } from 'zod';
import { ALL_PERMISSIONS, PARTNER_ROLES, type Permission } from './permissions.ts';

/** Apart from their table, so that a page which shows the table does not carry the validator. */
export const permission = z.enum(ALL_PERMISSIONS as [Permission, ...Permission[]]);

/** Who somebody is: a built-in role, the platform's administrator, or a custom role of the partner. */
export const role = z.enum([...PARTNER_ROLES, 'platform-admin', 'custom']);
