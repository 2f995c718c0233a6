import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';

/** The installation's own secrets, made at the first start and kept in one file that only its owner may read. */
export interface Secrets {
  /** Encrypt a text. `context` names what it belongs to (for example the timing key); opening needs the same. */
  seal(text: string, context: string): Uint8Array;
  /** Decrypt what `seal` made. Throws `SecretsError` when it was changed, or sealed for another context or key. */
  open(sealed: Uint8Array, context: string): string;
  /** Signs access tokens. */
  signingKey: { kid: string; privateKey: KeyObject };
  /** All keys that access tokens may be signed with, by id: the present one and those being phased out. */
  verifyingKeys: ReadonlyMap<string, KeyObject>;
}

/** The secrets file or a sealed value cannot be used; the message says what to do. */
export class SecretsError extends Error {}

const secretsFile = z.object({
  version: z.literal(1),
  /** Newest first. `id` is 8 hex digits and stands in every sealed value; `key` is 32 bytes in base64. */
  masterKeys: z.array(z.object({ id: z.string().regex(/^[0-9a-f]{8}$/), key: z.base64() })).min(1),
  /** Newest first; Ed25519 private keys. */
  signingKeys: z
    .array(
      z.object({
        kid: z.string(),
        jwk: z.object({ kty: z.string(), crv: z.string(), x: z.string(), d: z.string() }),
      }),
    )
    .min(1),
});
type SecretsFile = z.infer<typeof secretsFile>;

const OWNER_ONLY = 0o600;
const MASTER_KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of every sealed value: the form `1, key id, nonce, tag, ciphertext` with AES-256-GCM. */
const SEALED_FORM = 1;

/** Read the secrets file, or make it at the first start. A damaged file is never overwritten. */
export async function loadSecrets(
  path: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<Secrets> {
  const text = await readIfThere(path);
  if (text !== null) return makeSecrets(parseFile(path, text), randomBytes);
  const fresh = await freshFile(randomBytes);
  await writeOnce(path, JSON.stringify(fresh, null, 2));
  return makeSecrets(fresh, randomBytes);
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

function parseFile(path: string, text: string): SecretsFile {
  const hint = 'restore it from a backup; without it sealed timing keys are lost';
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch {
    throw new SecretsError(`${path} is damaged: ${hint}`);
  }
}

async function freshFile(randomBytes: (length: number) => Uint8Array): Promise<SecretsFile> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { kty = '', crv = '', x = '', d = '' } = privateKey.export({ format: 'jwk' });
  return {
    version: 1,
    masterKeys: [
      {
        id: Buffer.from(randomBytes(KEY_ID_BYTES)).toString('hex'),
        key: Buffer.from(randomBytes(MASTER_KEY_BYTES)).toString('base64'),
      },
    ],
    signingKeys: [{ kid: await calculateJwkThumbprint({ kty, crv, x }), jwk: { kty, crv, x, d } }],
  };
}

/** Whole or not at all: a crash in the middle must not leave half a file that the next start calls damaged. */
async function writeOnce(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  const file = await open(draft, 'w', OWNER_ONLY);
  try {
    await file.chmod(OWNER_ONLY);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function makeSecrets(file: SecretsFile, randomBytes: (length: number) => Uint8Array): Secrets {
  const masterKeys = new Map(file.masterKeys.map(({ id, key }) => [id, Buffer.from(key, 'base64')] as const));
  const [newestMaster] = file.masterKeys;
  const [newestSigner] = file.signingKeys;
  if (newestMaster === undefined || newestSigner === undefined) throw new SecretsError('no keys');
  return {
    seal: (text, context) => sealWith(newestMaster, randomBytes(NONCE_BYTES), text, context),
    open: (sealed, context) => openWith(masterKeys, Buffer.from(sealed), context),
    signingKey: { kid: newestSigner.kid, privateKey: privateKeyOf(newestSigner.jwk) },
    verifyingKeys: new Map(
      file.signingKeys.map(({ kid, jwk }) => [kid, createPublicKey(privateKeyOf(jwk))] as const),
    ),
  };
}

function privateKeyOf(jwk: SecretsFile['signingKeys'][number]['jwk']): KeyObject {
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

function sealWith(
  master: SecretsFile['masterKeys'][number],
  nonce: Uint8Array,
  text: string,
  context: string,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(master.key, 'base64'), nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat(
    [[SEALED_FORM], Buffer.from(master.id, 'hex'), nonce, cipher.getAuthTag(), body].map(asBytes),
  );
}

function asBytes(part: Uint8Array | number[]): Uint8Array {
  return part instanceof Uint8Array ? part : Uint8Array.from(part);
}

function openWith(masterKeys: ReadonlyMap<string, Buffer>, sealed: Buffer, context: string): string {
  const keyId = sealed.subarray(1, 1 + KEY_ID_BYTES).toString('hex');
  const key = masterKeys.get(keyId);
  if (sealed[0] !== SEALED_FORM || key === undefined)
    throw new SecretsError('sealed with a key that is not here');
  const nonceEnd = 1 + KEY_ID_BYTES + NONCE_BYTES;
  const tagEnd = nonceEnd + TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1 + KEY_ID_BYTES, nonceEnd));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(nonceEnd, tagEnd));
    return decipher.update(sealed.subarray(tagEnd), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new SecretsError('the sealed value was changed, or belongs to something else');
  }
}
