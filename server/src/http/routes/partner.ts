import { changePartnerBody, type PartnerReply, partnerReply } from '@project88/core/contract/partners.ts';
import { appendAudit } from '../../store/audit.ts';
import {
  getPartnerState,
  lockPartner,
  type PartnerSettings,
  type PartnerState,
  setPartnerSettings,
} from '../../store/partners.ts';
import { readUsage } from '../../store/quotas.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { zoneOf } from '../zone.ts';

const tag = 'Partner';
const WHAT = 'partner';

/** What a partner decides about itself. */
export function partnerRoutes(app: App, parts: HttpParts): void {
  app.get(
    '/api/partner',
    {
      schema: described({ tag, summary: 'The partner’s settings, and what it uses' }, { 200: partnerReply }),
    },
    (request) => parts.database.withTenant(principalOf(request), readPartner),
  );

  app.patch(
    '/api/partner',
    {
      schema: {
        ...described(
          { tag, summary: 'Change name, zone, login rules or allowed web origins' },
          { 200: partnerReply },
        ),
        body: changePartnerBody,
      },
    },
    async (request) => {
      const change = checked(request.body);
      const reply = await parts.database.withTenant(principalOf(request), (scope) => apply(scope, change));
      await learn(parts);
      return reply;
    },
  );
}

async function readPartner(scope: TenantScope): Promise<PartnerReply> {
  const [state, usage] = await Promise.all([getPartnerState(scope), readUsage(scope)]);
  const { slug, ...settings } = found(state, WHAT);
  return {
    id: scope.tenantId,
    slug,
    ...settingsOf(settings),
    usage: usage.map(({ words, used, limit }) => ({ what: words, used, limit })),
  };
}

type Change = { [Key in keyof PartnerSettings]?: PartnerSettings[Key] | undefined };

/** Throws `VALIDATION_FAILED` for a zone that does not exist. */
function checked({ timeZone, corsOrigins, ...rest }: Change): Change {
  return {
    ...rest,
    ...(timeZone !== undefined && { timeZone: zoneOf(timeZone) }),
    ...(corsOrigins !== undefined && { corsOrigins: [...new Set(corsOrigins)].sort() }),
  };
}

async function apply(scope: TenantScope, change: Change): Promise<PartnerReply> {
  await lockPartner(scope);
  const before = settingsOf(found(await getPartnerState(scope), WHAT));
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: PartnerSettings = { ...before, ...Object.fromEntries(given) };
  await setPartnerSettings(scope, after);
  const reply = await readPartner(scope);
  const names = given.map(([name]) => name as keyof PartnerSettings);
  await appendAudit(scope, {
    action: 'partner.changed',
    object: { kind: 'partner', id: scope.tenantId },
    before: pick(before, names),
    after: pick(after, names),
  });
  return reply;
}

function pick(
  settings: PartnerSettings,
  names: readonly (keyof PartnerSettings)[],
): Partial<PartnerSettings> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

function settingsOf(state: PartnerSettings | Omit<PartnerState, 'slug'>): PartnerSettings {
  const { name, timeZone, loginIdleMinutes, loginAbsoluteHours, requireSecondFactor, corsOrigins } = state;
  return { name, timeZone, loginIdleMinutes, loginAbsoluteHours, requireSecondFactor, corsOrigins };
}

/** What is kept in memory about partners. The change is written, so a failure here is for the log alone. */
async function learn({ partnerRules, timingKeys, log }: HttpParts): Promise<void> {
  const keys = timingKeys
    .reload()
    .catch((err: unknown) => log.warn({ err }, 'a changed partner was not read again'));
  await Promise.all([partnerRules.relearn(), keys]);
}
