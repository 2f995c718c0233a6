import type { AuditEntryView } from '@project88/core/contract/audit.ts';

/** An entry of the audit log comes about every so often, in milliseconds. */
const EVERY_MS = 700_000;

type Told = Pick<AuditEntryView, 'actor' | 'action' | 'object' | 'before' | 'after'>;

const DANA = { kind: 'user', id: '0190c000-0000-7000-8000-000000000001', name: 'Dana Okafor' } as const;
const IOANNIS = {
  kind: 'user',
  id: '0190c000-0000-7000-8000-000000000011',
  name: 'Ioannis Papadakis',
} as const;
const KEY = { kind: 'api-key', id: '0190d500-0000-7000-8000-000000000001', name: 'Results page' } as const;
const VISITOR = {
  kind: 'visitor',
  id: '0190c000-0000-7000-8000-000000000099',
  name: 'Robin Stone (platform)',
} as const;
const SYSTEM = { kind: 'system', id: '', name: 'key rotation' } as const;

const SCREEN = { kind: 'display', id: '0190b000-0000-7000-8000-000000000001' };

/** What happens over and over; each entry takes its turn. */
const TOLD: Told[] = [
  {
    actor: DANA,
    action: 'login.succeeded',
    object: { kind: 'user', id: DANA.id },
    before: null,
    after: null,
  },
  {
    actor: DANA,
    action: 'member.changed',
    object: { kind: 'user', id: '0190c000-0000-7000-8000-000000000013' },
    before: { role: 'announcer', disabled: false },
    after: { role: 'announcer', disabled: true },
  },
  { actor: KEY, action: 'results.uploaded', object: SCREEN, before: null, after: { rows: 431 } },
  { actor: IOANNIS, action: 'on-air.command', object: SCREEN, before: null, after: { action: 'hold' } },
  {
    actor: VISITOR,
    action: 'visit.started',
    object: { kind: 'partner', id: '0190c000-0000-7000-8000-000000000002' },
    before: null,
    after: { reason: 'The owner asked why a stream is not shown', minutes: 60 },
  },
  {
    actor: DANA,
    action: 'partner.changed',
    object: { kind: 'partner', id: '0190c000-0000-7000-8000-000000000002' },
    before: { corsOrigins: [], loginIdleMinutes: 30 },
    after: { corsOrigins: ['https://results.harbour.test'], loginIdleMinutes: 60 },
  },
  {
    actor: SYSTEM,
    action: 'secrets.rotated',
    object: { kind: 'installation', id: '' },
    before: null,
    after: { which: 'signing keys' },
  },
];

/** The entry with this number, made so long before `nowMs` (epoch milliseconds) that the newest is a minute old. */
export function fixtureEntry(seq: number, nowMs: number, newest = 10_000): AuditEntryView {
  const told = TOLD[seq % TOLD.length] as Told;
  return {
    seq,
    at: new Date(nowMs - 60_000 - (newest - seq) * EVERY_MS).toISOString(),
    ...told,
    address: told.actor.kind === 'system' ? '' : '198.51.100.24',
    requestId: `req-${seq}`,
    hash: seq.toString(16).padStart(64, '3e'),
  };
}
