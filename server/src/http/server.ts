import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import proxyAddr from '@fastify/proxy-addr';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { ASSET_INTAKE } from '../assets/intake.ts';
import { LateAudit } from '../audit/later.ts';
import { accessTokens } from '../auth/accessTokens.ts';
import { ApiKeys } from '../auth/apiKeys.ts';
import { Invitations } from '../auth/invitations.ts';
import { OneTimeLinks } from '../auth/oneTimeLinks.ts';
import { PasswordResets } from '../auth/passwordResets.ts';
import { Recognition } from '../auth/recognition.ts';
import { RefreshTokens } from '../auth/refreshTokens.ts';
import { SecondFactors } from '../auth/secondFactors.ts';
import { SignIn } from '../auth/signIn.ts';
import type { SocketCaller } from '../live/types.ts';
import { installRules, type RegisteredRoute } from './access.ts';
import { installAuthentication } from './authentication.ts';
import { installAuthNotes } from './authNotes.ts';
import { installCors, refuseForeignOrigins } from './cors.ts';
import { installFailures, sendProblem, toProblem } from './failures.ts';
import { installGate } from './gate.ts';
import { installHeaders } from './headers.ts';
import { HTTP_LIMITS } from './limits.ts';
import { LinkDoor, type OpenLink } from './linkDoor.ts';
import { installOpenApi } from './openapi.ts';
import { installPages } from './pages.ts';
import { PairingDesk } from './pairingDesk.ts';
import { PartnerRules } from './partnerRules.ts';
import { installPlainText } from './plainText.ts';
import { RateLimits } from './rateLimits.ts';
import { accountRoutes } from './routes/account.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { announcerRoutes } from './routes/announcer.ts';
import { apiKeyRoutes } from './routes/apiKeys.ts';
import { assetFileRoutes } from './routes/assetFiles.ts';
import { assetRoutes } from './routes/assets.ts';
import { auditRoutes } from './routes/audit.ts';
import { authRoutes } from './routes/auth.ts';
import { displayLinkRoutes } from './routes/displayLinks.ts';
import { displaySessionDataRoutes } from './routes/displaySessionData.ts';
import { displaySessionRoutes } from './routes/displaySessions.ts';
import { entryNoteRoutes } from './routes/entryNotes.ts';
import { healthRoutes } from './routes/health.ts';
import { oneTimeLinkRoutes } from './routes/oneTimeLinks.ts';
import { pairingRoutes } from './routes/pairing.ts';
import { partnerRoutes } from './routes/partner.ts';
import { platformOwnerRoutes } from './routes/platformOwners.ts';
import { platformPartnerRoutes } from './routes/platformPartners.ts';
import { platformUserRoutes } from './routes/platformUsers.ts';
import { platformVisitRoutes } from './routes/platformVisits.ts';
import { playlistRoutes } from './routes/playlists.ts';
import { presetRoutes } from './routes/presets.ts';
import { programRoutes } from './routes/program.ts';
import { publicStatusRoutes } from './routes/publicStatus.ts';
import { roleRoutes } from './routes/roles.ts';
import { screenRoutes } from './routes/screens.ts';
import { secondFactorRoutes } from './routes/secondFactors.ts';
import { styleImportRoutes } from './routes/styleImport.ts';
import { teamRoutes } from './routes/team.ts';
import { templatePackRoutes } from './routes/templatePacks.ts';
import { templateRoutes } from './routes/templates.ts';
import { templateVersionRoutes } from './routes/templateVersions.ts';
import { timingKeyRoutes } from './routes/timingKeys.ts';
import { timingSessionRoutes } from './routes/timingSessions.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { admitSocket } from './socketCaller.ts';
import type { App, HttpOptions, HttpParts } from './types.ts';

/** The HTTP interface, not yet listening, and what the live sockets need of it. */
export interface HttpInterface {
  app: App;
  /** Who opens a WebSocket that needs this permission; throws a `ProblemError` to refuse. */
  admitUser(request: IncomingMessage, permission: Permission): Promise<SocketCaller>;
  /** What a display link leads to; throws `NOT_FOUND`, `LINK_GONE` or `RATE_LIMITED`. */
  openLink(text: string, address: string): Promise<OpenLink>;
  /** The address that a request comes from: the peer's, or what a trusted proxy says. */
  addressOf(request: IncomingMessage): string;
  /** To be read again when a partner's agreements change from outside of the interface. */
  partnerRules: PartnerRules;
  /** Every route that was registered, for the tests of the wall. */
  routes: readonly RegisteredRoute[];
}

/** Build the whole HTTP interface. Throws when a route has no decision about who may call it. */
export async function buildHttp(options: HttpOptions): Promise<HttpInterface> {
  const { database, clock, secrets } = options;
  const secondFactors = new SecondFactors(options);
  const recognition = new Recognition({ database, clock, sockets: options.sockets });
  const links = new OneTimeLinks(options);
  const trust = trustOf(options.config.trustedProxies);
  const parts: HttpParts = {
    ...options,
    pictures: ASSET_INTAKE,
    secondFactors,
    invitations: new Invitations({ database, links }),
    passwordResets: new PasswordResets({ ...options, links }),
    signIn: new SignIn({ ...options, secondFactors }),
    recognition,
    tokens: accessTokens(secrets, clock),
    refreshTokens: new RefreshTokens({ ...options, recognition }),
    apiKeys: new ApiKeys(options),
    addressOf: (request) => proxyAddr(request, trust),
    links: new LinkDoor(database, clock),
    pairing: new PairingDesk({ clock, random: options.random }),
    partnerRules: new PartnerRules(options),
    lateAudit: new LateAudit(options),
  };
  await parts.partnerRules.reload();
  const app = createApp(parts);
  app.addHook('onClose', () => parts.lateAudit.close());
  installFailures(app);
  installAuthNotes(app, parts.authLog);
  installHeaders(app, parts.publicUrl);
  await app.register(fastifyCookie);
  const routes: RegisteredRoute[] = [];
  await installEdge(app, parts, routes);
  await installOpenApi(app, parts.version);
  for (const routes of ROUTES) routes(app, parts);
  await installPages(app, parts);
  await app.ready();
  return {
    app,
    admitUser: (request, permission) => admitSocket(request, permission, parts),
    openLink: (text, address) => parts.links.open(text, address),
    addressOf: parts.addressOf,
    partnerRules: parts.partnerRules,
    routes,
  };
}

/** What every request passes before its route: in this order, because each step relies on the one before. */
async function installEdge(app: App, parts: HttpParts, routes: RegisteredRoute[]): Promise<void> {
  const { clock, partnerRules } = parts;
  const limits = new RateLimits({
    clock,
    tenantPerMinute: (tenantId) => partnerRules.requestsPerMinute(tenantId),
  });
  installRules(app, routes);
  limits.countAddresses(app);
  await installCors(app, parts);
  installAuthentication(app, parts);
  limits.countCallers(app);
  installGate(app);
  refuseForeignOrigins(app, parts);
  installPlainText(app);
}

const ROUTES = [
  authRoutes,
  accountRoutes,
  apiKeyRoutes,
  secondFactorRoutes,
  displaySessionRoutes,
  displaySessionDataRoutes,
  programRoutes,
  screenRoutes,
  playlistRoutes,
  templateRoutes,
  templatePackRoutes,
  templateVersionRoutes,
  assetRoutes,
  assetFileRoutes,
  styleImportRoutes,
  pairingRoutes,
  uploadRoutes,
  timingSessionRoutes,
  displayLinkRoutes,
  analyticsRoutes,
  announcerRoutes,
  entryNoteRoutes,
  presetRoutes,
  publicStatusRoutes,
  timingKeyRoutes,
  auditRoutes,
  oneTimeLinkRoutes,
  teamRoutes,
  roleRoutes,
  partnerRoutes,
  platformPartnerRoutes,
  platformOwnerRoutes,
  platformVisitRoutes,
  platformUserRoutes,
  healthRoutes,
];

function createApp({ log, config }: HttpParts): App {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustOf(config.trustedProxies),
    genReqId: () => randomUUID(),
    bodyLimit: HTTP_LIMITS.bodyBytes,
    requestTimeout: HTTP_LIMITS.requestTimeoutMs,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, toProblem(error)),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const text = String(body);
    try {
      // Many programs send this type with every request, also with those that have no body.
      done(null, text.trim() === '' ? undefined : JSON.parse(text));
    } catch (error) {
      done(new ProblemError('BODY_NOT_JSON', { reason: (error as Error).message }));
    }
  });
  return app;
}

/** Whether a peer's word about the address before it counts. Nobody's does unless the options name it. */
function trustOf(trustedProxies: readonly string[]): (address: string) => boolean {
  const trusts = proxyAddr.compile([...trustedProxies]);
  return (address) => trusts(address, 0);
}
