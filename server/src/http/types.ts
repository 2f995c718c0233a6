import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { LateAudit } from '../audit/later.ts';
import type { AccessTokens } from '../auth/accessTokens.ts';
import type { ApiKeys } from '../auth/apiKeys.ts';
import type { Invitations } from '../auth/invitations.ts';
import type { PasswordResets } from '../auth/passwordResets.ts';
import type { Recognition } from '../auth/recognition.ts';
import type { RefreshTokens } from '../auth/refreshTokens.ts';
import type { SecondFactors } from '../auth/secondFactors.ts';
import type { Secrets } from '../auth/secrets.ts';
import type { SignIn } from '../auth/signIn.ts';
import type { TimingKeyRing } from '../auth/timingKeys.ts';
import type { Config } from '../config.ts';
import type { TimingSessions } from '../ingest/types.ts';
import type { LiveHub, LiveSockets } from '../live/types.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { AuthLog } from '../ops/authLog.ts';
import type { Clock } from '../ops/clock.ts';
import type { Platform } from '../platform/platform.ts';
import type { AssetIntake } from '../templates/types.ts';
import type { Database } from '../tenancy/database.ts';
import type { WebFetcher } from '../web/webFetcher.ts';
import type { LinkDoor } from './linkDoor.ts';
import type { PairingDesk } from './pairingDesk.ts';
import type { PartnerRules } from './partnerRules.ts';

/** What the HTTP interface is built from. */
export interface HttpOptions {
  config: Pick<Config, 'displaySessionHours' | 'trustedProxies'>;
  /** How browsers reach us, for links: the option, or host and port once they are known. Asked at each use. */
  publicUrl: () => string;
  /** Port that timing software connects to, once the listener runs. Asked at each use. */
  timingPort: () => number | null;
  database: Database;
  hub: LiveHub;
  /** Live sockets end together with the login, key or partner that they were opened with. */
  sockets: LiveSockets;
  /** What platform administrators do. */
  platform: Platform;
  /** Reads public websites for partners; absent: the installation does not do that. */
  web?: WebFetcher | null;
  /** Null when the installation sends no mail: then links are shown to whoever made them. */
  mailer: Mailer | null;
  timingSessions: TimingSessions;
  timingKeys: TimingKeyRing;
  secrets: Secrets;
  clock: Clock;
  /** Secure random bytes. */
  random: (length: number) => Uint8Array;
  log: Logger;
  /** Where sign-ins and failed proofs are written down. */
  authLog: AuthLog;
  version: string;
  /** Folder of the built web pages. */
  webDir: string;
  /** What must work before requests are sent here, by name; a check that rejects is not ready. */
  readiness: Readonly<Record<string, () => Promise<unknown>>>;
  metrics: Pick<Registry, 'metrics' | 'contentType'>;
}

/** The same with the parts that the HTTP interface makes for itself; what routes work with. */
export interface HttpParts extends HttpOptions {
  /** The pictures of partners, for packs and for what comes from the web. */
  pictures: AssetIntake;
  signIn: SignIn;
  secondFactors: SecondFactors;
  invitations: Invitations;
  passwordResets: PasswordResets;
  recognition: Recognition;
  tokens: AccessTokens;
  refreshTokens: RefreshTokens;
  apiKeys: ApiKeys;
  /** The address that a request comes from: the peer's, or what a trusted proxy says. */
  addressOf: (request: IncomingMessage) => string;
  links: LinkDoor;
  /** TVs that show a code and wait for somebody to type it. */
  pairing: PairingDesk;
  /** Audit entries of what must not wait for the database. */
  lateAudit: LateAudit;
  partnerRules: PartnerRules;
}

/** Fastify with schemas in zod. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
