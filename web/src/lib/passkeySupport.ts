/** An address of numbers instead of a name, with which browsers make no passkeys. */
const IS_ADDRESS = /^(\d+\.){3}\d+$|^\[/;

/** True when this browser can use passkeys at this address: over https (or on this machine) and with a name. */
export function passkeysWorkHere(): boolean {
  return isSecureContext && 'PublicKeyCredential' in window && !IS_ADDRESS.test(location.hostname);
}
