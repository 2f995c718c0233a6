import type { ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import type { DisplaySessionId, OwnTemplateId, TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import { listCalled, saveCalled } from '../store/calledCrossings.ts';
import {
  type DisplaySessionRecord,
  getDisplaySession,
  listActiveDisplaySessions,
  updateDisplaySession,
} from '../store/displaySessions.ts';
import { loadEntryNotes } from '../store/entryNotes.ts';
import { getPartner, isActive, listPartners } from '../store/partners.ts';
import { setProgram } from '../store/programs.ts';
import { loadRoster } from '../store/rosterEntries.ts';
import { rememberScreens } from '../store/screens.ts';
import { loadResults } from '../store/sessionResults.ts';
import { listBoundStreams } from '../store/sessionStreams.ts';
import { getDraftRev } from '../store/templates.ts';
import type { Database, PlatformScope, TenantScope } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import type { LoadedRoom, RoomSource } from './hub.ts';
import { CALLED_KEPT } from './limits.ts';
import { findTakeParts, loadProgram, loadScreens, recordOf } from './programSource.ts';
import type { BoundLocations } from './roomContent.ts';
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
    ...storedPrograms(database, log),
  };
}

/** What operators decide, kept over a restart; whoever asks for it tries again after a failure. */
function storedPrograms(database: Database, log: Logger) {
  const store = async (tenantId: TenantId, work: (scope: TenantScope) => Promise<void>): Promise<void> => {
    try {
      await database.withTenant(liveDisplays(tenantId), work);
    } catch (error) {
      log.warn({ err: error }, 'what is on air could not be stored; it is tried again');
      throw error;
    }
  };
  return {
    findParts: (tenantId, wanted) =>
      database.withTenant(liveDisplays(tenantId), (scope) => findTakeParts(scope, wanted)),
    saveProgram: (tenantId, id, program) =>
      store(tenantId, (scope) => setProgram(scope, id, recordOf(program))),
    rememberScreens: (tenantId, id, seen) => store(tenantId, (scope) => rememberScreens(scope, id, seen)),
    saveCalled: (tenantId, id, changes) =>
      store(tenantId, (scope) => saveCalled(scope, id, changes, CALLED_KEPT)),
    draftRev: (tenantId, templateId) =>
      database.withTenant(liveDisplays(tenantId), (scope) => getDraftRev(scope, templateId as OwnTemplateId)),
  } satisfies Partial<RoomSource>;
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
): Promise<Partial<LoadedRoom> | null> {
  const wanted = (part: RefreshPart): boolean => what === 'all' || what === part;
  const record = await getDisplaySession(scope, id);
  // What is in the archive is not shown.
  if (record === null || record.archivedAtMs !== null) return null;
  return {
    ...(wanted('session') ? await loadSettings(scope, record) : {}),
    ...(wanted('streams') ? { streams: await loadStreams(scope, id) } : {}),
    ...(wanted('roster') ? { roster: new RosterIndex(await loadRoster(scope, id)) } : {}),
    ...(wanted('screens') ? { screens: await loadScreens(scope, id) } : {}),
    ...(what === 'all' ? { called: await listCalled(scope, id, CALLED_KEPT) } : {}),
    ...(wanted('notes') ? { notes: await loadEntryNotes(scope, id) } : {}),
    ...(wanted('results') ? { results: byBib(await loadResults(scope, id, bibs)) } : {}),
  };
}

async function loadSettings(
  scope: TenantScope,
  record: DisplaySessionRecord,
): Promise<Pick<LoadedRoom, 'session' | 'program' | 'held' | 'clearedAtMs'>> {
  const [partner, program] = await Promise.all([getPartner(scope), loadProgram(scope, record.id)]);
  if (partner === null || program === null) throw new Error('a display session without its partner');
  return {
    session: { name: record.name, mode: record.mode, timeZone: partner.timeZone },
    program,
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
