import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What differs from an honest browser and authenticator, for tests of what must be refused. */
export interface Dishonesty {
  /** The page that the browser says it was; default: the origin that was given. */
  origin?: string;
  /** The host that the authenticator signs for; default: the one in the options. */
  rpId?: string;
  challenge?: string;
  /** Does not count this use, like the copy of a security key. */
  staysAt?: number;
  /** The flag that somebody was there; default true. */
  present?: boolean;
}

interface Options {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
}

const USER_PRESENT = 0x01;
const NEW_CREDENTIAL = 0x40;
const NO_AAGUID = Buffer.alloc(16);
/** CBOR of `{fmt: "none", attStmt: {}, authData: <bytes that follow, with two bytes of length>}`. */
const NO_ATTESTATION = Buffer.concat([
  Buffer.from([0xa3, 0x63]),
  Buffer.from('fmt'),
  Buffer.from([0x64]),
  Buffer.from('none'),
  Buffer.from([0x67]),
  Buffer.from('attStmt'),
  Buffer.from([0xa0, 0x68]),
  Buffer.from('authData'),
  Buffer.from([0x59]),
]);

/** A security key and its browser in software: makes and uses one passkey (ES256), and can lie. */
export class SoftAuthenticator {
  readonly #credentialId = randomBytes(16);
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  readonly #origin: string;
  #count: number;

  /** `count` is where it begins to count its uses; null: it does not count. */
  constructor(origin: string, count: number | null = 1) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = pair.privateKey;
    this.#publicKey = coseOf(pair.publicKey);
    this.#origin = origin;
    this.#count = count ?? 0;
  }

  /** The answer to `navigator.credentials.create`, as `toJSON` gives it. */
  create(options: unknown, lie: Dishonesty = {}): Record<string, unknown> {
    const { challenge, rp } = options as Options;
    const id = this.#credentialId;
    const data = Buffer.concat([
      this.#authenticatorData(lie.rpId ?? rp?.id ?? '', NEW_CREDENTIAL, lie),
      NO_AAGUID,
      twoBytes(id.length),
      id,
      this.#publicKey,
    ]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge, lie),
      attestationObject: Buffer.concat([NO_ATTESTATION, twoBytes(data.length), data]).toString('base64url'),
      transports: ['usb'],
    });
  }

  /** The answer to `navigator.credentials.get`, as `toJSON` gives it. */
  get(options: unknown, lie: Dishonesty = {}): Record<string, unknown> {
    const { challenge, rpId } = options as Options;
    const data = this.#authenticatorData(lie.rpId ?? rpId ?? '', 0, lie);
    const clientDataJSON = this.#clientData('webauthn.get', challenge, lie);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    return this.#answer({
      clientDataJSON,
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, hash]), this.#key).toString('base64url'),
    });
  }

  #answer(response: Record<string, unknown>): Record<string, unknown> {
    const id = this.#credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #clientData(type: string, challenge: string, lie: Dishonesty): string {
    const data = { type, challenge: lie.challenge ?? challenge, origin: lie.origin ?? this.#origin };
    return Buffer.from(JSON.stringify({ ...data, crossOrigin: false })).toString('base64url');
  }

  #authenticatorData(rpId: string, flags: number, { present = true, staysAt }: Dishonesty): Buffer {
    if (this.#count > 0 && staysAt === undefined) this.#count += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(staysAt ?? this.#count);
    const rpIdHash = createHash('sha256').update(rpId).digest();
    return Buffer.concat([rpIdHash, Buffer.from([flags | (present ? USER_PRESENT : 0)]), counter]);
  }
}

/** CBOR of the COSE key `{1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}`. */
function coseOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
  const between = Buffer.from([0x22, 0x58, 0x20]);
  return Buffer.concat([head, Buffer.from(x, 'base64url'), between, Buffer.from(y, 'base64url')]);
}

function twoBytes(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
