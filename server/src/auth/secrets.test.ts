import { createCipheriv, randomBytes } from 'node:crypto';
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

/** A value as version 0.1 sealed it: with the master key itself. */
async function sealDirectly(text: string, context: string): Promise<Uint8Array> {
  const [master] = JSON.parse(await readFile(path, 'utf8')).masterKeys;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(master.key, 'base64'), nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Uint8Array.of(1), Buffer.from(master.id, 'hex'), nonce, cipher.getAuthTag(), body]);
}

test('a new master key seals, the old one still opens, and wrapping again leaves the text untouched', async () => {
  const secrets = await loadSecrets(path, randomBytes);
  const before = secrets.seal('a secret', 'timing-key:a');
  await secrets.addMasterKey(1_000);
  expect(secrets.open(before, 'timing-key:a')).toBe('a secret');
  expect(secrets.retiredMasterKeys).toEqual([{ id: expect.any(String), retiredAtMs: 1_000 }]);

  const after = secrets.rewrap(before, 'not needed for form 2') ?? new Uint8Array();
  expect(Buffer.from(after).subarray(0, 5).equals(secrets.sealedPrefix)).toBe(true);
  const body = (sealed: Uint8Array) => Buffer.from(sealed.subarray(1 + 4 + 12 + 16 + 32)).toString('hex');
  expect(body(after)).toBe(body(before));

  await secrets.dropMasterKeys(new Set(secrets.retiredMasterKeys.map(({ id }) => id)));
  expect(() => secrets.open(before, 'timing-key:a')).toThrow(SecretsError);
  const afterRestart = await loadSecrets(path, randomBytes);
  expect(afterRestart.open(after, 'timing-key:a')).toBe('a secret');
  expect(() => afterRestart.open(after, 'timing-key:b')).toThrow(SecretsError);
});

test('a value of form 1 opens, and becomes form 2 when it is wrapped again', async () => {
  const secrets = await loadSecrets(path, randomBytes);
  const direct = await sealDirectly('a secret', 'timing-key:a');
  expect(secrets.open(direct, 'timing-key:a')).toBe('a secret');
  expect(secrets.rewrap(direct, 'timing-key:b')).toBeNull();
  const envelope = secrets.rewrap(direct, 'timing-key:a') ?? new Uint8Array();
  expect(envelope[0]).toBe(2);
  expect(secrets.open(envelope, 'timing-key:a')).toBe('a secret');
});

test('the wrapped key of one value does not open another', async () => {
  const secrets = await loadSecrets(path, randomBytes);
  const [one, two] = [secrets.seal('one', 'x'), secrets.seal('two', 'x')];
  const mixed = Buffer.concat([one.subarray(0, 65), two.subarray(65)]);
  expect(() => secrets.open(mixed, 'x')).toThrow(SecretsError);
});

test('a new signing key signs at once, and the old one verifies until it is dropped', async () => {
  const secrets = await loadSecrets(path, randomBytes);
  const old = secrets.signingKey.kid;
  await secrets.addSigningKey(2_000);
  expect(secrets.signingKey.kid).not.toBe(old);
  expect([...secrets.verifyingKeys.keys()]).toEqual([secrets.signingKey.kid, old]);
  await secrets.addSigningKey(3_000);
  expect(secrets.retiredSigningKeys.map(({ retiredAtMs }) => retiredAtMs)).toEqual([3_000, 2_000]);
  await secrets.dropSigningKeys(new Set([old, secrets.signingKey.kid]));
  expect((await loadSecrets(path, randomBytes)).verifyingKeys.size).toBe(2);
  expect(secrets.verifyingKeys.has(old)).toBe(false);
});
