import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A, B, B_NAME, LoginForBoth, RawWall, STEP_INTO_PLATFORM } from './support/rawWall.ts';

let wall: RawWall;
beforeAll(async () => {
  wall = await RawWall.build();
});
afterAll(() => wall.close());

/**
 * What SQL on the service's connection can do all the same. Each is shown to be so: whoever closes one finds its test
 * red, and takes it from here and from SECURITY.md.
 */
const KNOWN_LIMITS: Readonly<Record<string, { sentence: string; shown: () => Promise<boolean> }>> = {
  platform: {
    sentence:
      'where one login does both kinds of work (an external database without P88_DATABASE_PLATFORM_URL), it can step ' +
      'into the platform’s role, call the named cross-tenant functions and read the key of the wall',
    shown: async () => {
      const both = await LoginForBoth.make(wall);
      const rows = await both.ask(STEP_INTO_PLATFORM).finally(() => both.remove());
      return JSON.stringify(rows).includes(B.tenant);
    },
  },
  uniqueness: {
    sentence:
      'it can find out whether a value that is unique across partners is taken (e-mail addresses, short names, user ' +
      'names of timing keys, letters of display links), though not by whom',
    shown: async () => {
      const insert = (
        id: string,
      ) => `insert into display_urls (tenant_id, id, display_session_id, created_at, expires_at)
        values ('${A.tenant}', '${id}', '${A.id}', now(), now()) on conflict do nothing returning 1`;
      const [taken, free] = [await wall.asA(insert(B.text)), await wall.asA(insert('AAAAAAAA'))];
      return taken.rows.length === 0 && free.rows.length === 1;
    },
  },
  totals: {
    sentence: 'it sees how many rows and bytes each table has over all partners, and how they grow',
    shown: async () => {
      const { rows } = await wall.asA(`select reltuples from pg_class where relname = 'roster_entries'`);
      return (rows as { reltuples: number }[])[0]?.reltuples !== 1;
    },
  },
  estimates: {
    sentence:
      'it can guess from the planner’s estimates whether a given value is frequent in a table over all partners',
    shown: async () => {
      const explain = (name: string) =>
        wall.asA(`explain select 1 from roster_entries where last_name = '${name}'`);
      return JSON.stringify((await explain(B_NAME)).rows) !== JSON.stringify((await explain('Nobody')).rows);
    },
  },
  activity: {
    sentence: 'it sees that other work is going on, and statements without their values',
    shown: async () => {
      const other = new Client({ connectionString: wall.test.url });
      await other.connect();
      const { rows } = await wall.asA(
        `select 1 from pg_stat_activity where datname = current_database() and usename = session_user
         and pid <> pg_backend_pid()`,
      );
      await other.end();
      return rows.length > 0;
    },
  },
  channels: {
    sentence:
      'two partners that both can run SQL could exchange messages (notifications, large objects, advisory locks); the ' +
      'product keeps nothing in them',
    shown: async () => {
      const { rows } = await wall.asA(`select lo_from_bytea(88, 'message')`, 'select lo_get(88)');
      return rows.length === 1;
    },
  },
  settings: {
    sentence:
      'it can hold up others: lock tables, or leave settings on the connection that disturb the next transaction, such ' +
      'as read-only mode; none of them opens a tenant',
    shown: async () => {
      await wall.client.query('begin');
      await wall.client.query(`select set_config('role', 'p88_app', true)`);
      await wall.client.query('set session default_transaction_read_only = on');
      await wall.client.query('commit');
      const { rows } = await wall.asA('show transaction_read_only');
      await wall.client.query('reset default_transaction_read_only');
      const locked = await wall.asA('lock table users in access exclusive mode');
      return JSON.stringify(rows).includes('"on"') && locked.error === null;
    },
  },
};

describe('known limits', () => {
  it.each(Object.entries(KNOWN_LIMITS))(
    '%s: is still so, and stands in SECURITY.md',
    async (_name, { sentence, shown }) => {
      expect(await shown()).toBe(true);
      const page = await readFile(new URL('../../SECURITY.md', import.meta.url), 'utf8');
      expect(page.replace(/\s+/g, ' ')).toContain(sentence);
    },
  );
});
