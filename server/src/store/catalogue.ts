import { Client } from 'pg';
import { clientConfigOf, type DatabaseTarget } from '../tenancy/login.ts';
import { FUNCTION_FACTS } from './catalogueFunctions.ts';
import { TABLE_FACTS } from './catalogueTables.ts';

/** One thing that a database's catalogue says: `table users policy tenant_wall` and what there is to know about it. */
export interface Fact {
  subject: string;
  value: string;
}

/**
 * Whatever the login or the database have set, names are written with their schema and values always alike. One
 * snapshot, so that a migration under way is seen either not at all or whole.
 */
const BEGIN_READING = `
  begin isolation level repeatable read read only;
  set local search_path = pg_catalog;
  set local quote_all_identifiers = off;
  set local standard_conforming_strings = on;
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = postgres`;

/** Run `read` on a connection that sees one state of the catalogue and changes nothing. */
export async function withCatalogue<Result>(
  target: DatabaseTarget,
  read: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...clientConfigOf(target), application_name: 'project88 audit' });
  await client.connect();
  try {
    await client.query(BEGIN_READING);
    return await read(client);
  } finally {
    await client.end();
  }
}

/** Run queries that answer facts. White space in values counts as one blank: a fact is a line. */
export async function readFacts(
  client: Client,
  queries: readonly string[],
  params: unknown[] = [],
): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const query of queries) facts.push(...(await client.query<Fact>(query, params)).rows);
  return facts.map(({ subject, value }) => ({ subject: oneLine(subject), value: oneLine(value) }));
}

/** Everything that migrations make: tables and functions with what belongs to them. */
export function readObjects(client: Client): Promise<Fact[]> {
  return readFacts(client, [...TABLE_FACTS, ...FUNCTION_FACTS]);
}

/** The same as sorted lines, to compare the schema of two moments. */
export async function readCatalogue(target: DatabaseTarget): Promise<string[]> {
  return toLines(await withCatalogue(target, readObjects));
}

/** Sorted, one fact a line. */
export function toLines(facts: readonly Fact[]): string[] {
  return facts.map(({ subject, value }) => `${subject}: ${value}`).sort();
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
