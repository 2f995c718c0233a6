import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { clientConfigOf, type DatabaseTarget } from '../tenancy/login.ts';
import { type Fact, readFacts, readObjects, toLines, withCatalogue } from './catalogue.ts';
import { LOGIN_FACTS, SURROUNDING_FACTS } from './catalogueSurroundings.ts';
import { compareFacts } from './dbAuditDifferences.ts';
import { auditLogins, auditStrangers, EMBEDDED_LOGINS, type Logins } from './dbAuditLogins.ts';
import { findDbFolder } from './schema.ts';

/** The logins that the server works with. */
export interface ServiceTargets {
  url: DatabaseTarget;
  platformUrl: DatabaseTarget;
}

/**
 * Compare a database with what this program's migrations make: one sentence for each difference, sorted; none when all
 * is as reviewed. Reads the catalogue only, so `direct` may be any login that may connect, but it should be the one
 * that migrates: only that one is allowed to be a member of the roles. `service` is null for the embedded database.
 */
export async function auditDatabase(
  direct: DatabaseTarget,
  service: ServiceTargets | null = null,
): Promise<string[]> {
  const expected = await readExpected();
  const logins = service === null ? EMBEDDED_LOGINS : namesOf(service);
  return withCatalogue(direct, async (client) => {
    const differences = compareFacts(expected, await readEverything(client, logins));
    const strangers = service === null ? await auditStrangers(client) : [];
    return [...differences, ...(await auditLogins(client, logins)), ...strangers].sort();
  });
}

/** What `db/schema.snapshot` says. */
async function readExpected(): Promise<Fact[]> {
  const text = await readFile(join(findDbFolder(), SNAPSHOT_FILE), 'utf8');
  return text.split('\n').filter(isFact).map(parseFact);
}

/** Name of the file of expected facts, in the folder `db`. */
export const SNAPSHOT_FILE = 'schema.snapshot';

/** The text of `db/schema.snapshot` for an embedded database that was just made. */
export async function makeSnapshot(direct: DatabaseTarget): Promise<string> {
  const facts = await withCatalogue(direct, (client) => readEverything(client, EMBEDDED_LOGINS));
  return [...HEADER, '', ...toLines(facts), ''].join('\n');
}

const HEADER = [
  '# What the database of a fresh installation consists of: `p88 db audit` reports what differs from it.',
  '# Made from the migrations by `npm run generate`. Read the difference before you commit it: a line more is a right',
  '# or a door more.',
];

const isFact = (line: string): boolean => line !== '' && !line.startsWith('#');

function parseFact(line: string): Fact {
  const [subject = '', ...rest] = line.split(': ');
  return { subject, value: rest.join(': ') };
}

async function readEverything(client: Client, { tenant, platform }: Logins): Promise<Fact[]> {
  return [
    ...(await readObjects(client)),
    ...(await readFacts(client, SURROUNDING_FACTS)),
    ...(await readFacts(client, LOGIN_FACTS, [[tenant, platform]])),
  ];
}

/** The driver knows the name also when the URL leaves it out. */
function namesOf({ url, platformUrl }: ServiceTargets): Logins {
  const nameOf = (target: DatabaseTarget): string => new Client(clientConfigOf(target)).user ?? '';
  return { tenant: nameOf(url), platform: nameOf(platformUrl) };
}
