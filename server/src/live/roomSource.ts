import type { ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import {
  type DisplaySessionRecord,
  getDisplaySession,
  listActiveDisplaySessions,
  updateDisplaySession,
} from '../store/displaySessions.ts';
import { getPartner, isActive, listPartners } from '../store/partners.ts';
import { loadRoster } from '../store/rosterEntries.ts';
import { loadResults } from '../store/sessionResults.ts';
import { listBoundStreams } from '../store/sessionStreams.ts';
import type { Database, PlatformScope, TenantScope } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import type { RoomSource } from './hub.ts';
import type { BoundLocations, RoomContent } from './room.ts';
import { RosterIndex } from './rosterIndex.ts';
import type { OperatorAction, RefreshPart } from './types.ts';

/** Rooms loaded from the store, each within its own tenant. */
export function storedRooms(database: Database, log: Logger): RoomSource {
  return {
    load: (tenantId, id, what, bibs) =>
      database.withTenant(liveDisplays(tenantId), (scope) => loadContent(scope, id, what, bibs)),
    list: (only) => database.withPlatform((platform) => listOpenable(platform, only)),
    async saveAction(tenantId, id, action, nowMs) {
      const change = changeOf(action, nowMs);
      if (change === null) return;
      await database
        .withTenant(liveDisplays(tenantId), (scope) => updateDisplaySession(scope, id, change))
        .catch((error: unknown) => log.warn({ err: error, action }, 'an action on air could not be stored'));
    },
  };
}

/** The living display sessions of partners that are neither suspended nor deleted. */
async function listOpenable(platform: PlatformScope, only: TenantId | undefined) {
  const [refs, partners] = await Promise.all([listActiveDisplaySessions(platform), listPartners(platform)]);
  const active = new Set(partners.filter(isActive).map(({ tenantId }) => tenantId));
  return refs.filter(({ tenantId }) => active.has(tenantId) && (only === undefined || tenantId === only));
}

function liveDisplays(tenantId: TenantId) {
  return systemPrincipal(tenantId, 'live displays');
}

async function loadContent(
  scope: TenantScope,
  id: DisplaySessionId,
  what: RefreshPart,
  bibs?: readonly string[],
): Promise<Partial<RoomContent> | null> {
  const wanted = (part: RefreshPart): boolean => what === 'all' || what === part;
  const record = await getDisplaySession(scope, id);
  if (record === null) return null;
  return {
    ...(wanted('session') ? await loadSettings(scope, record) : {}),
    ...(wanted('streams') ? { streams: await loadStreams(scope, id) } : {}),
    ...(wanted('roster') ? { roster: new RosterIndex(await loadRoster(scope, id)) } : {}),
    ...(wanted('results') ? { results: byBib(await loadResults(scope, id, bibs)) } : {}),
  };
}

async function loadSettings(
  scope: TenantScope,
  record: DisplaySessionRecord,
): Promise<Pick<RoomContent, 'session' | 'template' | 'held' | 'clearedAtMs'>> {
  const partner = await getPartner(scope);
  if (partner === null) throw new Error('a display session without its partner');
  return {
    session: { name: record.name, mode: record.mode, timeZone: partner.timeZone },
    template: BUILT_IN_TEMPLATES[record.templateId],
    held: record.held,
    clearedAtMs: record.clearedAtMs,
  };
}

async function loadStreams(scope: TenantScope, id: DisplaySessionId): Promise<BoundLocations[]> {
  const bound = await listBoundStreams(scope, id);
  return bound.map(({ timingSessionId, locations }) => ({
    timingSessionId,
    locations: locations === null ? null : new Set(locations.map((name) => name.toLowerCase())),
  }));
}

function byBib(results: ResultEntryView[]): Map<string, ResultEntryView> {
  return new Map(results.map((result) => [result.bib, result]));
}

function changeOf(action: OperatorAction, nowMs: number) {
  if (action === 'hold' || action === 'resume') return { held: action === 'hold' };
  return action === 'clear' ? { clearedAtMs: instantMs(nowMs) } : null;
}
