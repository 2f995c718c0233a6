import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';

/** A browser's answer in its JSON form, as the contract carries it. */
type PasskeyAnswer = Record<string, unknown>;

/** Let the person choose and confirm one of their passkeys. Rejects with a sentence for people. */
export async function askForPasskey(options: unknown): Promise<PasskeyAnswer> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  return { ...(await startAuthentication({ optionsJSON }).catch(explain)) };
}

/** Let the person make a passkey. Rejects with a sentence for people. */
export async function makePasskey(options: unknown): Promise<PasskeyAnswer> {
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  return { ...(await startRegistration({ optionsJSON }).catch(explain)) };
}

/** Browsers do not tell why on purpose; what can be said is in a code of the library or in the error's name. */
function explain(error: unknown): never {
  const code = error instanceof WebAuthnError ? error.code : '';
  const name = error instanceof Error ? error.name : '';
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError') {
    throw new Error('This device has a passkey for your account already.');
  }
  if (name === 'NotAllowedError' || name === 'AbortError') {
    throw new Error('No passkey was given. Try again, or take another way.');
  }
  throw new Error('The browser could not use a passkey here. Take another way.');
}
