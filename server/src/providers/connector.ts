import type { Capabilities, Coverage } from '@project88/core/providers/capabilities.ts';
import type { DataIssue } from '@project88/core/providers/issues.ts';
import type { EntityKind, ProviderName, StreamName } from '@project88/core/providers/names.ts';
import type { ProviderEntity } from '@project88/core/providers/vocabulary.ts';
import type { z } from 'zod';
import type { Clock } from '../ops/clock.ts';
import type { ProviderHttp } from './http.ts';
import type { TokenDesk } from './tokens.ts';

/**
 * The shape of every provider. A folder `providers/<name>/` has `declaration`, `client`, `schema`, `map`, where there is
 * one `webhook`, and a README that says how well each fact is proven; its `index.ts` puts them together as one of these.
 * What is between a provider and the database is nobody's business but the engine's.
 */
export interface Connector<Credential = unknown, Settings = unknown> {
  declaration: Declaration<Credential, Settings>;
  /** Try a credential with the cheapest call there is. Throws a `ProviderError`. */
  check(context: ConnectorContext<Credential, Settings>): Promise<CheckReport>;
  /**
   * Read a list page by page. Every page is whole: an answer that cannot be read throws a `ProviderError`, so that
   * nobody takes a failure for an empty list.
   */
  list(context: ConnectorContext<Credential, Settings>, wanted: ListRequest): AsyncIterable<ListPage>;
  /** Turn one row into our words. Pure; never throws on a row, whatever it holds. */
  map(row: RawRow, context: MapContext<Settings>): Mapped;
  webhook?: WebhookReader;
}

/** What people and programs are told about a provider, and what the engine needs to treat it well. */
export interface Declaration<Credential = unknown, Settings = unknown> {
  name: ProviderName;
  title: string;
  /** Where one gets a credential; for people. */
  help: string;
  capabilities: Capabilities;
  coverage: Coverage;
  /** What is not there, in sentences. */
  limits: readonly string[];
  /** Where calls go unless the installation says otherwise. Its host is the only one that is called, with `hosts`. */
  baseUrl: string;
  /** Other hosts of the provider, for its sign-in or its files. */
  hosts: readonly string[];
  credential: z.ZodType<Credential>;
  /** The fields of a credential as a form asks for them. */
  credentialFields: readonly FormField[];
  settings: z.ZodType<Settings>;
  settingFields: readonly FormField[];
  budget: Budget;
  streams: Partial<Record<StreamName, StreamRule>>;
}

/** One field of a form that is made from a declaration. */
export interface FormField {
  name: string;
  label: string;
  hint: string;
  /** `secret` is never shown again; `choice` has `choices`. */
  kind: 'text' | 'secret' | 'choice' | 'switch' | 'mapping';
  required: boolean;
  choices?: readonly { value: string; label: string }[];
}

/** How fast a provider may be called with one credential. */
export interface Budget {
  /** Calls per second that last. */
  perSecond: number;
  /** Calls that may go at once after a pause. */
  burst: number;
  /** Calls under way at the same time. */
  atOnce: number;
  /** Answers that mean "too fast" beside 429. */
  rateLimitStatuses: readonly number[];
}

/** How a stream is read. */
export interface StreamRule {
  /** One list for all, or one per event. */
  partition: 'none' | 'event';
  /** Changes can be asked for; else every pass reads all of it. */
  incremental: boolean;
  /** How far before the last seen change the next pass begins, in ms: for clocks that differ and writes that come late. */
  lookbackMs: number;
  /** A whole listing shows who is gone. */
  isListing: boolean;
}

/** What a connector works with. It has no other way out. */
export interface ConnectorContext<Credential, Settings> {
  http: ProviderHttp;
  tokens: TokenDesk;
  credential: Credential;
  settings: Settings;
  clock: Clock;
}

export interface CheckReport {
  /** Whom the credential belongs to, as the provider says; ''. */
  account: string;
  /** What it may see, in a sentence. */
  sees: string;
  /** When it ends; null: the provider does not say. */
  expiresAtMs: number | null;
}

/** Anything that JSON can hold: where a listing stands, kept as it is. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface ListRequest {
  stream: StreamName;
  /** The event's identifier; '' for a list of all. */
  partition: string;
  /** Only what changed at or after this moment, in ms; null: everything. */
  sinceMs: number | null;
  /** Where an interrupted listing goes on; null: at its beginning. */
  resume: Json;
}

/** One row as the provider sent it. */
export interface RawRow {
  kind: EntityKind;
  raw: unknown;
}

export interface ListPage {
  rows: readonly RawRow[];
  /** Where to go on when the rows of this page are kept; null: this was the last one. */
  resume: Json;
  /** The latest change among the rows in ms; null: the provider does not tell. */
  latestMs: number | null;
  /** How many rows the provider counts in all; null: it does not tell. */
  total: number | null;
}

export interface MapContext<Settings> {
  settings: Settings;
  /** The event that the list belongs to; ''. */
  partition: string;
  /** IANA zone of the event, for times without one; null when nobody told. */
  timeZone: string | null;
}

/** A row in our words, and what is wrong with it. */
export interface Mapped {
  entities: readonly ProviderEntity[];
  issues: readonly DataIssue[];
}

/** Reads what a provider calls us with. What it says is a hint: the data is fetched again. */
export interface WebhookReader {
  /** Null: this is not from the provider. Takes the same time whether one or no secret fits. */
  read(delivery: Delivery, secrets: readonly string[]): Notice | null;
}

export interface Delivery {
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

export interface Notice {
  /** The same for a delivery that comes again. */
  deliveryId: string;
  /** What has changed. */
  refs: readonly { stream: StreamName; partition: string }[];
}
