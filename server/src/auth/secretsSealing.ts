import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * The form of sealed values. Since form 2 every value has a data key of its own, and only that one is encrypted with
 * the master key ("envelope"): a new master key means wrapping 32 bytes again, and the text stays untouched.
 *
 *   form 2: 2, master key id, nonce, tag and wrapped data key, nonce, tag and text, all with AES-256-GCM
 *   form 1: 1, master key id, nonce, tag and text, encrypted with the master key itself; read, never made
 */

/** The secrets file or a sealed value cannot be used; the message says what to do. */
export class SecretsError extends Error {}

/** A master key; `id` is 8 hex digits and stands in every value that was sealed with it. */
export interface MasterKey {
  id: string;
  key: Buffer;
}

type RandomBytes = (length: number) => Uint8Array;

export const KEY_BYTES = 32;
export const KEY_ID_BYTES = 4;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM_ENVELOPE = 2;
const FORM_DIRECT = 1;
const BODY_AT = 1 + KEY_ID_BYTES;
const WRAPPED_BYTES = NONCE_BYTES + TAG_BYTES + KEY_BYTES;
/** What the wrapped key is bound to: it must not pass for a text. */
const WRAP_CONTEXT = 'project88 data key';

/** How every value begins that is in the newest form and under this master key. */
export function sealedPrefix({ id }: Pick<MasterKey, 'id'>): Uint8Array {
  return Buffer.concat([Uint8Array.of(FORM_ENVELOPE), Buffer.from(id, 'hex')]);
}

/** Encrypt a text under a data key of its own. Opening needs the same context. */
export function sealText(master: MasterKey, random: RandomBytes, text: string, context: string): Uint8Array {
  const dataKey = random(KEY_BYTES);
  const wrapped = encrypt(master.key, random, dataKey, WRAP_CONTEXT);
  return Buffer.concat([
    sealedPrefix(master),
    wrapped,
    encrypt(dataKey, random, Buffer.from(text, 'utf8'), context),
  ]);
}

/** Decrypt what `sealText` made. Throws `SecretsError`. */
export function openText(
  masters: ReadonlyMap<string, MasterKey>,
  sealed: Uint8Array,
  context: string,
): string {
  const master = masterOf(masters, sealed);
  const body = sealed.subarray(BODY_AT);
  if (sealed[0] === FORM_DIRECT) return decrypt(master.key, body, context).toString('utf8');
  const dataKey = decrypt(master.key, body.subarray(0, WRAPPED_BYTES), WRAP_CONTEXT);
  return decrypt(dataKey, body.subarray(WRAPPED_BYTES), context).toString('utf8');
}

/**
 * The same value under the newest master key. The text of form 2 is not decrypted; form 1 becomes form 2, for which
 * its context is needed. Throws `SecretsError` when the value cannot be opened.
 */
export function rewrapSealed(
  masters: ReadonlyMap<string, MasterKey>,
  newest: MasterKey,
  random: RandomBytes,
  sealed: Uint8Array,
  context: string,
): Uint8Array {
  if (sealed[0] === FORM_DIRECT) return sealText(newest, random, openText(masters, sealed, context), context);
  const body = sealed.subarray(BODY_AT);
  const dataKey = decrypt(
    masterOf(masters, sealed).key,
    Buffer.from(body.subarray(0, WRAPPED_BYTES)),
    WRAP_CONTEXT,
  );
  const wrapped = encrypt(newest.key, random, dataKey, WRAP_CONTEXT);
  return Buffer.concat([sealedPrefix(newest), wrapped, body.subarray(WRAPPED_BYTES)]);
}

function masterOf(masters: ReadonlyMap<string, MasterKey>, sealed: Uint8Array): MasterKey {
  const master = masters.get(Buffer.from(sealed.subarray(1, BODY_AT)).toString('hex'));
  const known = sealed[0] === FORM_DIRECT || sealed[0] === FORM_ENVELOPE;
  if (!known || master === undefined) throw new SecretsError('sealed with a key that is not here');
  return master;
}

function encrypt(key: Uint8Array, random: RandomBytes, plain: Uint8Array, context: string): Buffer {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, tagEnd));
    return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]);
  } catch {
    throw new SecretsError('the sealed value was changed, or belongs to something else');
  }
}
