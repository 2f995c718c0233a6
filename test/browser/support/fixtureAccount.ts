import type { MeReply } from '@project88/core/contract/auth.ts';
import { type BuiltInRole, ROLE_PERMISSIONS } from '@project88/core/contract/permissions.ts';

/** Who is signed in: an owner unless a state wants somebody else. */
export function fixtureMe(nowMs: number, role: BuiltInRole = 'owner'): MeReply {
  return {
    user: {
      id: '0190c000-0000-7000-8000-000000000001',
      email: 'dana@harbour.test',
      name: 'Dana Okafor',
      role,
      customRole: null,
    },
    partner: {
      id: '0190c000-0000-7000-8000-000000000002',
      name: 'Harbour Timing Ltd',
      slug: 'harbour',
      timeZone: 'Europe/Athens',
    },
    permissions: [...ROLE_PERMISSIONS[role]],
    visit: null,
    secondFactorMissing: false,
    idleMinutes: 30,
    loginEndsAt: new Date(nowMs + 11 * 3_600_000).toISOString(),
    timingPort: 61_611,
  };
}
