import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { KEY_BYTES, KEY_ID_BYTES, SecretsError } from './secretsSealing.ts';

/** When another key took over, in ms since the epoch; absent for the present key. */
const retiredAtMs = z.number().int().optional();

const secretsFile = z.object({
  version: z.literal(1),
  /** Newest first. `id` is 8 hex digits and stands in every sealed value; `key` is 32 bytes in base64. */
  masterKeys: z
    .array(z.object({ id: z.string().regex(/^[0-9a-f]{8}$/), key: z.base64(), retiredAtMs }))
    .min(1),
  /** Newest first; Ed25519 private keys. */
  signingKeys: z
    .array(
      z.object({
        kid: z.string(),
        jwk: z.object({ kty: z.string(), crv: z.string(), x: z.string(), d: z.string() }),
        retiredAtMs,
      }),
    )
    .min(1),
});

/** What lies in `secrets.json`. */
export type SecretsFile = z.infer<typeof secretsFile>;
type MasterEntry = SecretsFile['masterKeys'][number];
type SigningEntry = SecretsFile['signingKeys'][number];
type RandomBytes = (length: number) => Uint8Array;

const OWNER_ONLY = 0o600;

/** Read the secrets file; null when there is none. Throws `SecretsError`; a damaged file is never overwritten. */
export async function readSecretsFile(path: string): Promise<SecretsFile | null> {
  const text = await readIfThere(path);
  if (text === null) return null;
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch {
    throw new SecretsError(
      `${path} is damaged: restore it from a backup; without it sealed timing keys are lost`,
    );
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) await chmod(path, OWNER_ONLY);
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SecretsError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Replace the secrets file, whole or not at all, for its owner only. It is on disk before this returns: what is sealed
 * with a new key afterwards can always be opened again.
 */
export async function writeSecretsFile(path: string, contents: SecretsFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  const file = await open(draft, 'w', OWNER_ONLY);
  try {
    await file.chmod(OWNER_ONLY);
    await file.writeFile(JSON.stringify(contents, null, 2));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** A renaming is durable once its folder is; not every system can sync a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

export async function freshSecretsFile(random: RandomBytes): Promise<SecretsFile> {
  return { version: 1, masterKeys: [freshMasterKey(random)], signingKeys: [await freshSigningKey()] };
}

export function freshMasterKey(random: RandomBytes): MasterEntry {
  return {
    id: Buffer.from(random(KEY_ID_BYTES)).toString('hex'),
    key: Buffer.from(random(KEY_BYTES)).toString('base64'),
  };
}

export async function freshSigningKey(): Promise<SigningEntry> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { kty = '', crv = '', x = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { kid: await calculateJwkThumbprint({ kty, crv, x }), jwk: { kty, crv, x, d } };
}
