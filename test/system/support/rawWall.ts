import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client, DatabaseError } from 'pg';
import { claimOf, createTestDatabase, runAsAdmin, type TestDatabase } from '../../support/database.ts';
import { type FullTenant, makeFullTenant } from '../../support/fullTenant.ts';

/** The attacker's own tenant. */
export const A: FullTenant = {
  tenant: '0190aaaa-0000-7000-8000-000000000001',
  id: '0190aaaa-0000-7000-8000-00000000000a',
  text: 'ACMEACME',
};
/** The tenant of which nothing may be learnt. */
export const B: FullTenant = {
  tenant: '0190bbbb-0000-7000-8000-000000000002',
  id: '0190bbbb-0000-7000-8000-00000000000b',
  text: 'BETABETA',
};
/** The last name of half of B's runners: in the statistics of the column it is the most common one. */
export const B_NAME = 'Quennevais';
const B_ROWS = 4_000;

/** Everything that stands in B's rows and in no row of A. */
const MARKS = [B.tenant, B.id, B.text, B.text.toLowerCase(), B_NAME];

export interface Outcome {
  rows: unknown[];
  /** Null when all statements ran. */
  error: DatabaseError | null;
  /** Every text that came back: rows, notices, the parts of the error, data of COPY. */
  text: string;
}

/** A database with two tenants in it, and a connection with the login of the service, as an attacker would hold it. */
export class RawWall {
  readonly test: TestDatabase;
  readonly client: Client;
  readonly #claim: string;
  #heard: string[] = [];

  private constructor(test: TestDatabase, client: Client, claim: string) {
    this.test = test;
    this.client = client;
    this.#claim = claim;
    client.on('notice', (notice) => this.#heard.push(JSON.stringify(notice)));
    client.on('notification', (note) => this.#heard.push(JSON.stringify(note)));
    client.connection.on('copyData', ({ chunk }: { chunk: Buffer }) => this.#heard.push(chunk.toString()));
  }

  static async build(): Promise<RawWall> {
    const test = await createTestDatabase();
    // A copy of a database does not copy the rights on the database itself.
    await runAsAdmin(
      test.adminUrl,
      await readFile(new URL('../../../db/roles.sql', import.meta.url), 'utf8'),
    );
    await makeFullTenant(test.adminUrl, A);
    await makeFullTenant(test.adminUrl, B);
    await runAsAdmin(
      test.adminUrl,
      `insert into roster_entries
         (tenant_id, display_session_id, ordinal, bib, chips, first_name, last_name, sex, city, region, country, club,
          race, wave, division, note)
       select '${B.tenant}', '${B.id}', n, n::text, '{}', 'Mira', case when n % 2 = 0 then '${B_NAME}' else 'N' || n end,
         '', '', '', '', '', '', '', '', ''
       from generate_series(1000, ${1000 + B_ROWS}) n;
       analyze`,
    );
    const client = new Client({ connectionString: test.url });
    await client.connect();
    return new RawWall(test, client, await claimOf(test.adminUrl, A.tenant));
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.test.close();
  }

  /** Statements one after the other in one transaction of tenant A, as the application begins it; undone afterwards. */
  asA(...statements: string[]): Promise<Outcome> {
    const enter = `select set_config('role', 'p88_app', true), set_config('p88.tenant', '${this.#claim}', true),
      set_config('search_path', 'public, pg_temp', true)`;
    return this.#run(['begin', enter], statements);
  }

  /** The same as the bare login, before it steps into a role. */
  asLogin(...statements: string[]): Promise<Outcome> {
    return this.#run(['begin'], statements);
  }

  /** The rows are those of the last statement. */
  async #run(before: string[], statements: string[]): Promise<Outcome> {
    for (const text of before) await this.client.query(text);
    this.#heard = [];
    let rows: unknown[] = [];
    let error: DatabaseError | null = null;
    try {
      for (const text of statements) rows = [await this.client.query(text)].flat().at(-1)?.rows ?? [];
    } catch (caught) {
      if (!(caught instanceof DatabaseError)) throw caught;
      error = caught;
    } finally {
      await this.client.query('rollback');
    }
    const told = error === null ? '' : JSON.stringify({ ...error, message: error.message });
    return { rows, error, text: [JSON.stringify(rows), told, ...this.#heard].join('\n') };
  }
}

/**
 * From a tenant's transaction into the platform's role, and there a list of all partners. One statement is enough: the
 * inner one is planned and run after the outer one has changed the role.
 */
export const STEP_INTO_PLATFORM = `select set_config('role', 'p88_platform', true),
  query_to_xml('select tenant_id from platform_list_partners()', true, true, '')::text as partners`;

/** A login that may step into both roles, as an external database has it when only one is configured. */
export class LoginForBoth {
  readonly #wall: RawWall;
  readonly #name: string;
  readonly #password = randomUUID();

  private constructor(wall: RawWall) {
    this.#wall = wall;
    this.#name = `both_${randomUUID().replaceAll('-', '')}`;
  }

  static async make(wall: RawWall): Promise<LoginForBoth> {
    const login = new LoginForBoth(wall);
    await runAsAdmin(
      wall.test.adminUrl,
      `create role ${login.#name} login noinherit password '${login.#password}';
       grant p88_app, p88_platform to ${login.#name}`,
    );
    return login;
  }

  /** The rows of a statement as p88_app. */
  async ask(text: string): Promise<unknown[]> {
    const url = new URL(this.#wall.test.url);
    url.username = this.#name;
    url.password = this.#password;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('role', 'p88_app', true)`);
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  async remove(): Promise<void> {
    await runAsAdmin(this.#wall.test.adminUrl, `drop role ${this.#name}`);
  }
}

/** What of B is in the text; the parts that the attacker wrote down itself do not count. */
export function marksIn(text: string, attack: string): string[] {
  return MARKS.filter((mark) => text.includes(mark) && !attack.includes(mark));
}
