/** Where this screen keeps its key: one for each screen that a machine shows. */
const KEY = 'p88-screen-key';
/** As random as an address that nobody guesses; 16 letters. */
const KEY_BYTES = 12;

/** What is used of the browser's storage; reading the property itself throws where storage is switched off. */
export interface Keeper {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/**
 * The name by which the server knows this screen again after a restart. `place` tells the screens of one machine apart
 * (`?screen=left` in the address). Without storage it is a new one each time.
 */
export function screenKey(
  storage: () => Keeper,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
  place: string,
): string {
  const name = place === '' ? KEY : `${KEY}-${place}`;
  const fresh = () => letters(random(new Uint8Array(KEY_BYTES)));
  try {
    const kept = storage().getItem(name);
    if (kept !== null && /^[\w-]{8,64}$/.test(kept)) return kept;
    const key = fresh();
    storage().setItem(name, key);
    return key;
  } catch {
    return fresh();
  }
}

function letters(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/[+/]/g, (letter) => (letter === '+' ? '-' : '_'));
}
