import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAsAdmin } from '../support/database.ts';
import { type Product, startProduct } from '../support/product.ts';
import { adminUrlOf, makeDataFolder, removeDataFolder } from './support/folder.ts';
import { p88 } from './support/p88.ts';

let dataDir: string;
let product: Product;

beforeAll(async () => {
  dataDir = await makeDataFolder();
  product = await startProduct({ dataDir, env: { P88_LOG_LEVEL: 'warn' } });
});
afterAll(async () => {
  await product?.stop();
  await removeDataFolder(dataDir);
});

const asAdmin = async (statements: string): Promise<void> => {
  await runAsAdmin(await adminUrlOf(dataDir), statements);
};

it('db audit: a new installation is as it should be, and one right more is found', async () => {
  expect(await p88(dataDir, ['db', 'audit'])).toEqual({
    code: 0,
    output: 'The database is as it should be.\n',
  });
  await asAdmin('grant delete on audit_log to p88_app');
  const { code, output } = await p88(dataDir, ['db', 'audit']);
  expect(code).toBe(1);
  expect(output).toMatch(/audit_log.*p88_app.*DELETE/);
  expect(output.trim().split('\n')).toHaveLength(1);
  await asAdmin('revoke delete on audit_log from p88_app');
});

it('audit verify: finds the partner whose log was changed, and only that one', async () => {
  const before = await p88(dataDir, ['audit', 'verify']);
  expect(before.output).not.toContain('BROKEN');
  expect(before.output).toMatch(/^meltemi: intact, \d+ entries, head [0-9a-f]{64}$/m);
  expect(before.output).toContain('the installation: ');
  expect(before.code).toBe(0);
  await asAdmin(
    `update audit_log set actor_name = 'Somebody else' where seq = 1
       and tenant_id = (select tenant_id from partners where slug = 'meltemi')`,
  );
  const after = await p88(dataDir, ['audit', 'verify']);
  expect(after.code).toBe(1);
  expect(after.output).toMatch(/^meltemi: BROKEN/m);
  expect(after.output).toMatch(/^fjordlap: intact/m);
  expect((await p88(dataDir, ['audit', 'verify', '--partner', 'fjordlap'])).code).toBe(0);
  expect((await p88(dataDir, ['audit', 'verify', '--partner', 'meltemi'])).code).toBe(1);
  expect(await p88(dataDir, ['audit', 'verify', '--partner', 'nobody'])).toEqual({
    code: 1,
    output: 'There is no partner “nobody”.\n',
  });
});

it('password link: lets a locked-out administrator set a new password, once, and is written down', async () => {
  const { administrator } = await product.demoFile();
  const email = administrator?.email ?? '';
  const { code, output } = await p88(dataDir, ['password', 'link', '--email', email]);
  expect(code).toBe(0);
  const token = /\/reset#(\S+)/.exec(output)?.[1];
  const password = 'lantern orbit walnut seven';
  const set = () => post('/api/auth/reset', { token, password });
  expect((await set()).status).toBe(204);
  expect((await set()).status).toBe(410);
  expect((await post('/api/auth/login', { email, password })).status).toBe(200);
  const [entry] = await runAsAdmin<{ actor_name: string }>(
    await adminUrlOf(dataDir),
    `select actor_name from audit_log where action = 'member.reset-link-made'`,
  );
  expect(entry).toEqual({ actor_name: 'p88' });
});

it('password link: nobody is invented', async () => {
  const { code, output } = await p88(dataDir, ['password', 'link', '--email', 'nobody@example.test']);
  expect([code, output]).toEqual([1, 'Nobody signs in with nobody@example.test.\n']);
});

it('both work without a running server', async () => {
  await product.stop();
  expect((await p88(dataDir, ['db', 'audit'])).code).toBe(0);
  expect((await p88(dataDir, ['audit', 'verify'])).code).toBe(1);
});

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(product.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}
