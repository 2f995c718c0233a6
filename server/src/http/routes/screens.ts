import { ProblemError } from '@project88/core/contract/errors.ts';
import type { ScreenView } from '@project88/core/contract/live.ts';
import {
  type KnownScreen,
  knownScreen,
  knownScreens,
  type ScreenSettingsBody,
  screenKey,
  screenSettingsBody,
  toldScreens,
} from '@project88/core/contract/program.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { z } from 'zod';
import { differences } from '../../audit/differences.ts';
import type { LiveHub, ScreenOrder } from '../../live/types.ts';
import { appendAudit } from '../../store/audit.ts';
import {
  changeScreen,
  getScreen,
  listScreens,
  lockScreen,
  rememberScreens,
  SCREENS_REMEMBERED,
  type ScreenRecord,
} from '../../store/screens.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { displaySessionIdOf, displaySessionObject, existing } from '../displaySession.ts';
import { found, idParams } from '../ids.ts';
import { checkTemplates } from '../templateNames.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Screens';
const SCREEN = 'screen';
const screenParams = idParams.extend({ key: z.string().max(200) });

/** The screens of a display session: their names and settings, and orders to them. */
export function screenRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, read, change]) route(app, parts);
  order(app, parts, 'identify', { one: 'Let a screen show its number and name', all: 'Let all show them' });
  order(app, parts, 'reload', { one: 'Let a screen load its page again', all: 'Let all load it again' });
}

function list(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'The screens that are known by their key, connected or not' };
  const schema = { ...described(words, { 200: knownScreens }, 404), params: idParams };
  app.get('/api/sessions/:id/screens', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { id } = await existing(scope, request);
      const connected = connectedIn(hub, scope, id);
      return { items: (await listScreens(scope, id)).map((screen) => viewScreen(screen, connected)) };
    }),
  );
}

function read(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'One screen' };
  const schema = { ...described(words, { 200: knownScreen }, 404), params: screenParams };
  app.get('/api/sessions/:id/screens/:key', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { id } = await existing(scope, request);
      const screen = found(await getScreen(scope, id, keyOf(request)), SCREEN);
      return viewScreen(screen, connectedIn(hub, scope, id));
    }),
  );
}

function change(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Change a screen’s name, message, template or picture; it follows at once' };
  const replies = described(words, { 200: knownScreen }, 404, 422);
  const schema = { ...replies, params: screenParams, body: screenSettingsBody };
  app.patch('/api/sessions/:id/screens/:key', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const screen = await database.withTenant(principal, async (scope) => {
      await existing(scope, request);
      const old = await toChange(scope, hub, id, keyOf(request));
      return changeKnown(scope, id, old, request.body);
    });
    await hub.refresh(principal.tenantId, id, 'screens');
    return viewScreen(screen, connectedIn(hub, principal, id));
  });
}

/** The screen; one that is connected and not remembered yet is remembered now. Throws `NOT_FOUND`, `QUOTA_REACHED`. */
async function toChange(
  scope: TenantScope,
  hub: LiveHub,
  id: DisplaySessionId,
  key: string,
): Promise<ScreenRecord> {
  const known = await lockScreen(scope, id, key);
  if (known !== null) return known;
  const connected = connectedIn(hub, scope, id).get(key);
  if (connected === undefined) throw new ProblemError('NOT_FOUND', { what: SCREEN });
  const { number, heardAtMs } = connected;
  await rememberScreens(scope, id, [{ key, number, lastSeenAtMs: instantMs(heardAtMs) }]);
  const made = await lockScreen(scope, id, key);
  if (made === null) throw new ProblemError('QUOTA_REACHED', { what: 'screens', limit: SCREENS_REMEMBERED });
  return made;
}

/** What was given and is as before is not worth an entry. */
async function changeKnown(
  scope: TenantScope,
  id: DisplaySessionId,
  old: ScreenRecord,
  wanted: ScreenSettingsBody,
): Promise<ScreenRecord> {
  await checkTemplates(scope, [wanted.templateId]);
  const changed = await changeScreen(scope, id, old.key, wanted);
  const [before, after] = differences(factsOf(old), factsOf(changed));
  if (Object.keys(after).length > 0) {
    const object = { kind: SCREEN, id: changed.key };
    await appendAudit(scope, { action: 'screen.changed', object, before, after });
  }
  return changed;
}

/** Screens obey without the database; what was done is written down as soon as it can be. */
function order(
  app: App,
  { hub, lateAudit }: HttpParts,
  does: ScreenOrder['does'],
  words: { one: string; all: string },
): void {
  const action = does === 'identify' ? 'screen.identified' : 'screen.reloaded';
  const replies = (summary: string) => described({ tag, summary }, { 200: toldScreens }, 404);
  const obey = (request: Parameters<typeof principalOf>[0], id: DisplaySessionId, key: string | null) => {
    const principal = principalOf(request);
    const screens = hub.tellScreens(principal.tenantId, id, { does, key });
    if (screens === 0 && key !== null) throw new ProblemError('NOT_FOUND', { what: SCREEN });
    const object = key === null ? displaySessionObject(id) : { kind: SCREEN, id: key };
    lateAudit.add(principal, { action, object, after: { screens } });
    return { screens };
  };
  app.post(
    `/api/sessions/:id/${does}`,
    { schema: { ...replies(words.all), params: idParams } },
    async (request) => obey(request, displaySessionIdOf(request), null),
  );
  app.post(
    `/api/sessions/:id/screens/:key/${does}`,
    { schema: { ...replies(words.one), params: screenParams } },
    async (request) => obey(request, displaySessionIdOf(request), keyOf(request)),
  );
}

/** Text that cannot be a key is answered like a key that nobody has. */
function keyOf({ params }: { params: { key: string } }): string {
  const parsed = screenKey.safeParse(params.key);
  if (!parsed.success) throw new ProblemError('NOT_FOUND', { what: SCREEN });
  return parsed.data;
}

function connectedIn(
  hub: LiveHub,
  { tenantId }: Pick<TenantScope, 'tenantId'>,
  id: DisplaySessionId,
): ReadonlyMap<string, ScreenView> {
  const screens = hub.operatorState(tenantId, id)?.screens ?? [];
  return new Map(screens.map((screen) => [screen.key, screen]));
}

function viewScreen(
  { lastSeenAtMs, ...screen }: ScreenRecord,
  connected: ReadonlyMap<string, ScreenView>,
): KnownScreen {
  const now = connected.get(screen.key);
  return {
    ...screen,
    connected: now !== undefined,
    lastSeenAt: isoOf(now?.heardAtMs ?? lastSeenAtMs),
  };
}

function factsOf({ name, overscanPct, reducedMotion, message, templateId }: ScreenRecord) {
  return { name, overscanPct, reducedMotion, message, templateId };
}
