import { parseArgs } from 'node:util';
import type { AuditVerdict } from '@project88/core/contract/audit.ts';
import { inspectDatabase } from '../admin/provideDatabase.ts';
import { verifyAuditChain } from '../audit/verify.ts';
import { listTenants } from '../store/partners.ts';
import { type Database, openDatabase } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { type Command, CommandError } from './command.ts';

/** Was the audit log changed by anybody who may write the database? */
export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--partner <slug>]',
  sentence:
    'Computes the chain of the audit log anew, of every partner and of the installation or of one partner.',
  async run({ config, log, closers, say }, args) {
    const chosen = readSlug(args);
    const { logins } = await inspectDatabase(config, log, closers);
    const database = openDatabase({ ...logins, connections: 2, log });
    closers.add('database connections', () => database.close());
    let isWell = true;
    for (const { tenantId, slug: name } of await chooseTenants(database, chosen)) {
      const verdict = await database.withTenant(systemPrincipal(tenantId, 'p88'), (scope) =>
        verifyAuditChain(scope),
      );
      say(describe(name ?? 'the installation', verdict));
      isWell &&= verdict.intact;
    }
    return isWell;
  },
};

function readSlug(args: readonly string[]): string | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { partner: { type: 'string' } } });
    return values.partner ?? null;
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

/** All, or the partner with this slug. */
async function chooseTenants(database: Database, chosen: string | null) {
  const all = await database.withPlatform(listTenants);
  const tenants = chosen === null ? all : all.filter(({ slug }) => slug === chosen);
  if (tenants.length === 0 && chosen !== null) throw new CommandError(`There is no partner “${chosen}”.`);
  return tenants;
}

function describe(name: string, { intact, entries, head, problem }: AuditVerdict): string {
  const count = `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  if (intact) return entries === 0 ? `${name}: no entries` : `${name}: intact, ${count}, head ${head}`;
  return `${name}: BROKEN after ${count}. ${problem}`;
}
