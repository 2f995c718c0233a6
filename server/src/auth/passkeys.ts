import type { UserId } from '@project88/core/ids/ids.ts';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { PasskeyRecord } from '../store/secondFactors.ts';
import { FACTOR_LIMITS } from './limits.ts';
import type { RelyingParty } from './relyingParty.ts';

/** A passkey as the browser has just made it. */
export type FreshPasskey = Omit<PasskeyRecord, 'id'>;

/** What the browser's answer has to fit. */
export interface Expectation {
  /** In base64url. */
  challenge: string;
  party: RelyingParty;
}

/** Bodies arrive as unchecked objects; the library checks every field that it reads. */
export type BrowserAnswer = Readonly<Record<string, unknown>>;

const NAME = 'Project88';
/** Ways to reach an authenticator that are kept; the standard knows six. */
const MOST_TRANSPORTS = 10;

/** Options for `navigator.credentials.create`. Passkeys that the person has already are left out by the browser. */
export function creationOptions(
  { id, email, name }: { id: UserId; email: string; name: string },
  party: RelyingParty,
  challenge: Uint8Array,
  existing: readonly PasskeyRecord[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: NAME,
    rpID: party.id,
    userID: Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex')),
    userName: email,
    userDisplayName: name,
    challenge: Uint8Array.from(challenge),
    timeout: FACTOR_LIMITS.ticketMs,
    // We do not ask who built the authenticator: any that the person trusts will do.
    attestationType: 'none',
    excludeCredentials: existing.map(describe),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** Options for `navigator.credentials.get`. */
export function requestOptions(
  party: RelyingParty,
  challenge: Uint8Array,
  passkeys: readonly PasskeyRecord[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: Uint8Array.from(challenge),
    timeout: FACTOR_LIMITS.ticketMs,
    allowCredentials: passkeys.map(describe),
    // The password was the first factor; a security key without a PIN is a fine second one.
    userVerification: 'preferred',
  });
}

function describe({ credentialId, transports }: PasskeyRecord) {
  return { id: credentialId, transports };
}

/** The new passkey, or null when the answer does not fit. */
export async function verifyCreation(
  answer: BrowserAnswer,
  { challenge, party }: Expectation,
): Promise<FreshPasskey | null> {
  try {
    const response = answer as unknown as RegistrationResponseJSON;
    if (carriesCertificates(response)) return null;
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
    });
    if (registrationInfo === undefined) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey,
      signCount: counter,
      transports: transports.filter(isTransport).slice(0, MOST_TRANSPORTS),
    };
  } catch {
    return null;
  }
}

/**
 * An attestation with certificates of a manufacturer. Browsers send none unless they are asked, and we do not ask; the
 * library would look certificates up in revocation lists, at addresses that the sender chooses.
 */
function carriesCertificates({ response }: RegistrationResponseJSON): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = attestation.get('fmt');
  return format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined);
}

/** The browser names ways to reach an authenticator, such as `usb`; anything else in the list is not kept. */
function isTransport(text: unknown): boolean {
  return typeof text === 'string' && /^[a-z-]{1,20}$/.test(text);
}

/** The passkey that this answer was signed with and its new count, or null when the answer does not fit any of these. */
export async function verifyRequest(
  answer: BrowserAnswer,
  { challenge, party }: Expectation,
  passkeys: readonly PasskeyRecord[],
): Promise<{ passkey: PasskeyRecord; signCount: number } | null> {
  const passkey = passkeys.find(({ credentialId }) => credentialId === answer.id);
  if (passkey === undefined) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.signCount,
      },
    });
    return verified ? { passkey, signCount: authenticationInfo.newCounter } : null;
  } catch {
    return null;
  }
}
