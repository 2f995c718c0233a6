import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import {
  freshMasterKey,
  freshSecretsFile,
  freshSigningKey,
  readSecretsFile,
  type SecretsFile,
  writeSecretsFile,
} from './secretsFile.ts';
import {
  type MasterKey,
  openText,
  rewrapSealed,
  SecretsError,
  sealedPrefix,
  sealText,
} from './secretsSealing.ts';

export { SecretsError } from './secretsSealing.ts';

/** The installation's own secrets, made at the first start and kept in one file that only its owner may read. */
export interface Secrets {
  /** Encrypt a text. `context` names what it belongs to (for example the timing key); opening needs the same. */
  seal(text: string, context: string): Uint8Array;
  /** Decrypt what `seal` made. Throws `SecretsError` when it was changed, or sealed for another context or key. */
  open(sealed: Uint8Array, context: string): string;
  /** Signs access tokens. Ask at each use: it changes when secrets are rotated. */
  readonly signingKey: { kid: string; privateKey: KeyObject };
  /** All keys that access tokens may be signed with, by id: the present one and those being phased out. */
  readonly verifyingKeys: ReadonlyMap<string, KeyObject>;
}

type RandomBytes = (length: number) => Uint8Array;

/** Read the secrets file, or make it at the first start. A damaged file is never overwritten. */
export async function loadSecrets(path: string, random: RandomBytes): Promise<LiveSecrets> {
  const existing = await readSecretsFile(path);
  if (existing !== null) return new LiveSecrets(path, random, existing);
  const fresh = await freshSecretsFile(random);
  await writeSecretsFile(path, fresh);
  return new LiveSecrets(path, random, fresh);
}

/**
 * The secrets, exchangeable while they are in use. A change is in the file before it counts. Changes are made one after
 * the other, by whoever rotates.
 */
export class LiveSecrets implements Secrets {
  readonly #path: string;
  readonly #random: RandomBytes;
  #file: SecretsFile;
  #keys: Keys;

  constructor(path: string, random: RandomBytes, file: SecretsFile) {
    this.#path = path;
    this.#random = random;
    this.#file = file;
    this.#keys = keysOf(file);
  }

  seal(text: string, context: string): Uint8Array {
    return sealText(this.#keys.master, this.#random, text, context);
  }

  open(sealed: Uint8Array, context: string): string {
    return openText(this.#keys.masters, sealed, context);
  }

  /** The same sealed value under the newest master key; null when no key here opens it. */
  rewrap(sealed: Uint8Array, context: string): Uint8Array | null {
    const { masters, master } = this.#keys;
    try {
      return rewrapSealed(masters, master, this.#random, sealed, context);
    } catch (error) {
      if (error instanceof SecretsError) return null;
      throw error;
    }
  }

  get signingKey(): Secrets['signingKey'] {
    return this.#keys.signingKey;
  }

  get verifyingKeys(): Secrets['verifyingKeys'] {
    return this.#keys.verifyingKeys;
  }

  /** How sealed values begin that need no wrapping again. */
  get sealedPrefix(): Uint8Array {
    return sealedPrefix(this.#keys.master);
  }

  get masterKeyId(): string {
    return this.#keys.master.id;
  }

  /** Master keys that another one replaced and that values may still be sealed with. */
  get retiredMasterKeys(): { id: string; retiredAtMs: number }[] {
    return retired(this.#file.masterKeys).map(({ id, retiredAtMs = 0 }) => ({ id, retiredAtMs }));
  }

  /** Signing keys that another one replaced and that tokens may still be signed with. */
  get retiredSigningKeys(): { kid: string; retiredAtMs: number }[] {
    return retired(this.#file.signingKeys).map(({ kid, retiredAtMs = 0 }) => ({ kid, retiredAtMs }));
  }

  /** Seal with a new master key from now on. */
  async addMasterKey(nowMs: number): Promise<void> {
    const masterKeys = inFront(freshMasterKey(this.#random), this.#file.masterKeys, nowMs);
    await this.#replace({ ...this.#file, masterKeys });
  }

  /** Sign with a new key from now on. */
  async addSigningKey(nowMs: number): Promise<void> {
    const signingKeys = inFront(await freshSigningKey(), this.#file.signingKeys, nowMs);
    await this.#replace({ ...this.#file, signingKeys });
  }

  /** Forget retired master keys. What is still sealed with them is lost. */
  async dropMasterKeys(ids: ReadonlySet<string>): Promise<void> {
    const masterKeys = this.#file.masterKeys.filter(({ id }, index) => index === 0 || !ids.has(id));
    await this.#replace({ ...this.#file, masterKeys });
  }

  /** Forget retired signing keys. Tokens that were signed with them are invalid from now on. */
  async dropSigningKeys(kids: ReadonlySet<string>): Promise<void> {
    const signingKeys = this.#file.signingKeys.filter(({ kid }, index) => index === 0 || !kids.has(kid));
    await this.#replace({ ...this.#file, signingKeys });
  }

  async #replace(file: SecretsFile): Promise<void> {
    await writeSecretsFile(this.#path, file);
    this.#file = file;
    this.#keys = keysOf(file);
  }
}

interface Keys {
  master: MasterKey;
  masters: ReadonlyMap<string, MasterKey>;
  signingKey: Secrets['signingKey'];
  verifyingKeys: Secrets['verifyingKeys'];
}

function keysOf({ masterKeys, signingKeys }: SecretsFile): Keys {
  const masters = masterKeys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') }));
  const signers = signingKeys.map(({ kid, jwk }) => ({
    kid,
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  }));
  const [[master], [signingKey]] = [masters, signers];
  if (master === undefined || signingKey === undefined) throw new SecretsError('no keys');
  return {
    master,
    masters: new Map(masters.map((each) => [each.id, each] as const)),
    signingKey,
    verifyingKeys: new Map(signers.map(({ kid, privateKey }) => [kid, createPublicKey(privateKey)] as const)),
  };
}

const retired = <Key extends { retiredAtMs?: number | undefined }>(keys: readonly Key[]): Key[] =>
  keys.slice(1);

/** A key that was retired before keeps its time: its last use lies that far back. */
function inFront<Key extends { retiredAtMs?: number | undefined }>(
  fresh: Key,
  keys: readonly Key[],
  nowMs: number,
): Key[] {
  return [fresh, ...keys.map((key) => ({ ...key, retiredAtMs: key.retiredAtMs ?? nowMs }))];
}
