import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathsBelow } from './house.ts';
import { findSecrets, readEveryText } from './secrets.ts';

/** Put together here, so that the search does not find this file. */
const join2 = (...parts: string[]) => parts.join('');
const AWS_ID = join2('AKIA', 'QYLPMN5HHHFPZAM2');
const AWS_SECRET = join2('aws_secret_access_key = ', 'wJalrXUtnFEMIK7MDENG', 'bPxRfiCYzN4kQ8vT2sLm');
const GITHUB = join2('ghp', '_', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx');
const SLACK = join2('xox', 'b-3456789012-345678901234-', 'AbCdEfGhIjKlMnOpQrStUvWx');
const NPM = join2('//packages.acme.example/:_auth', 'Token=npm_', 'xMVfx4Qz9LkRt2YwBnGhJd7SaPcEe1Uo0aBc');
const DATABASE = join2('postgres', '://robin:', 'hunter2hunter2', '@db.acme.example/race');
const privateKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const find = (path: string, text: string) => findSecrets([{ path, text }], {});

describe('what has the form of a key', () => {
  it.each([
    ['the id of a cloud key', AWS_ID],
    ['a cloud key', AWS_SECRET],
    ['a token of a code host', GITHUB],
    ['a token of a chat', SLACK],
    ['a token of a package registry', NPM],
    ['a password in the address of a database', DATABASE],
    ['a private key', privateKey()],
  ])('%s is found in every kind of file', async (_what, secret) => {
    for (const path of ['server/src/a.ts', 'a.test.ts', 'deploy/compose.yml', '.env', 'notes', 'docs/a.md']) {
      const found = await find(path, `first line\n${secret}\n`);
      expect(found.length, path).toBeGreaterThan(0);
      expect(found[0], path).toContain(`${path}:2`);
      expect(found.join('\n'), 'the find itself must not tell the secret').not.toContain(secret.trim());
    }
  });
});

describe('a secret as a literal in the product', () => {
  it.each([
    `login({ password: 'hunter2!' });`,
    `const secret = "hunter2!";`,
    'let apiKey = `hunter2!`;',
    `function f(token = 'hunter2!') {}`,
    `const { masterPassword = 'hunter2!' } = options;`,
    `options.clientSecret = 'hunter2!';`,
    `class A { passphrase = 'hunter2!'; }`,
    `const o = { 'password': 'hunter2!' };`,
  ])('%s', async (text) => {
    expect(await find('server/src/a.ts', text)).toHaveLength(1);
    expect(await find('scripts/a.mjs', text)).toHaveLength(1);
    expect(await find('server/src/a.test.ts', text)).toEqual([]);
  });

  it.each([
    'const password = randomText(24);',
    `const passwordHash = 'argon2id$abc';`,
    `type A = { kind: 'password'; secret: string };`,
    `const label = { password: '' };`,
    `const token = 'totp';`,
    "const password = first + '-' + second;",
    `if (token === 'hunter2!') stop();`,
    `// password: 'hunter2!'`,
  ])('is not: %s', async (text) => {
    expect(await find('server/src/a.ts', text)).toEqual([]);
  });
});

describe('exceptions', () => {
  const file = { path: 'server/src/a.ts', text: `const o = { password: 'hunter2!' };` };

  it('are by file and name, and are told when they are not needed', async () => {
    expect(await findSecrets([file], { 'server/src/a.ts#password': 'an example' })).toEqual([]);
    expect(await findSecrets([file], { 'server/src/b.ts#password': 'an example' })).toHaveLength(2);
    expect(await findSecrets([], { 'server/src/a.ts#password': 'an example' })).toHaveLength(1);
  });
});

it('reads every file that is ours, whatever its name', async () => {
  const root = mkdtempSync(join(tmpdir(), 'p88-secrets-'));
  for (const folder of ['deploy', 'node_modules']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'deploy', 'server.key'), privateKey());
  writeFileSync(join(root, '.env'), `AWS_ACCESS_KEY_ID=${AWS_ID}`);
  writeFileSync(join(root, 'picture.png'), Buffer.from([0, 1, 2]));
  writeFileSync(join(root, 'node_modules', 'theirs.key'), privateKey());
  const files = readEveryText(root, pathsBelow(root));
  rmSync(root, { recursive: true });
  expect(files.map(({ path }) => path).sort()).toEqual(['.env', 'deploy/server.key']);
  expect(await findSecrets(files, {})).toHaveLength(2);
});
