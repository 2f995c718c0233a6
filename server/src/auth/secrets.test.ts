import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets, SecretsError } from './secrets.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-secrets-'));
  path = join(folder, 'deep', 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('made at the first start for the owner alone, and the same at the next', async () => {
  const first = await loadSecrets(path, randomBytes);
  const sealed = first.seal('a secret', 'timing-key:a');
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  const second = await loadSecrets(path, randomBytes);
  expect(second.open(sealed, 'timing-key:a')).toBe('a secret');
  expect(second.signingKey.kid).toBe(first.signingKey.kid);
  expect(second.verifyingKeys.has(first.signingKey.kid)).toBe(true);
});

test('the same text is never sealed the same way, and does not show', async () => {
  const secrets = await loadSecrets(path, randomBytes);
  const [one, two] = [secrets.seal('plain words', 'x'), secrets.seal('plain words', 'x')];
  expect(Buffer.from(one).equals(two)).toBe(false);
  expect(Buffer.from(one).toString('latin1')).not.toContain('plain');
});

test('a changed byte, another context and another installation do not open', async () => {
  const secrets = await loadSecrets(path, randomBytes);
  const sealed = secrets.seal('a secret', 'timing-key:a');
  for (let i = 0; i < sealed.length; i += 1) {
    const changed = Uint8Array.from(sealed);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(() => secrets.open(changed, 'timing-key:a')).toThrow(SecretsError);
  }
  expect(() => secrets.open(sealed, 'timing-key:b')).toThrow(SecretsError);
  expect(() => secrets.open(new Uint8Array(), 'timing-key:a')).toThrow(SecretsError);
  const elsewhere = await loadSecrets(join(folder, 'other.json'), randomBytes);
  expect(() => elsewhere.open(sealed, 'timing-key:a')).toThrow(SecretsError);
});

test('a damaged file is said and left alone', async () => {
  await loadSecrets(path, randomBytes);
  await writeFile(path, '{"version":1');
  await expect(loadSecrets(path, randomBytes)).rejects.toThrow(/secrets\.json is damaged/);
  expect(await readFile(path, 'utf8')).toBe('{"version":1');
});

test('a file that others may read is closed again', async () => {
  await loadSecrets(path, randomBytes);
  await chmod(path, 0o644);
  await loadSecrets(path, randomBytes);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
