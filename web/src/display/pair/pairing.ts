import type { PairingView } from '@project88/core/contract/program.ts';
import { retryDelayMs } from '../live/backoff.ts';
import { askLink } from '../page/bootstrap.ts';
import { pairedLink, rememberPairing } from '../page/pairedLink.ts';
import { askForCode, askPairing } from './pairingApi.ts';
import { createPairingView, type PairingViewState } from './pairingView.ts';

/** How often the code is asked after, in milliseconds: an operator who typed it sees the screen change at once. */
const ASK_EVERY_MS = 2_000;
/** Seconds before its end in which a code is no longer shown: nobody could type it in time. */
const SPARE_S = 15;
/** Where the console takes a code; the code stands behind the `#`, which no server writes down. */
const CONSOLE_PAGE = '/pair';

/**
 * The page of a TV that has no link yet: it shows a code, waits until an operator typed it, and goes to its display. A
 * machine that was paired before goes there at once, while its link still leads somewhere.
 */
export async function startPairing(window: Window, host: HTMLElement, key: string): Promise<void> {
  const storage = () => window.localStorage;
  const before = pairedLink(storage);
  if (before !== null && (await leadsSomewhere(window, before))) return goTo(window, before);
  const show = createPairingView(host);
  for (;;) {
    const code = await getCode(key, show);
    const linkId = await waitForPairing(window, code, show);
    if (linkId === null) continue;
    rememberPairing(storage, linkId);
    show({ kind: 'paired' });
    return goTo(window, linkId);
  }
}

/** Without a network it does when this page is kept by its worker: the display page then shows its last state. */
async function leadsSomewhere(window: Window, linkId: string): Promise<boolean> {
  const { kind } = await askLink(linkId, fetch);
  return kind === 'ready' || (kind === 'later' && Boolean(window.navigator.serviceWorker?.controller));
}

function goTo(window: Window, linkId: string): void {
  window.location.replace(`/display/${linkId}`);
}

async function getCode(key: string, show: (state: PairingViewState) => void): Promise<PairingView> {
  for (let failures = 0; ; failures += 1) {
    const code = await askForCode(key, fetch);
    if (code !== null) return code;
    show({ kind: 'offline' });
    await pause(retryDelayMs(failures + 1, Math.random));
  }
}

/** The link that an operator gave, or null when the code is over. */
async function waitForPairing(
  window: Window,
  { code, secret, expiresInS }: PairingView,
  show: (state: PairingViewState) => void,
): Promise<string | null> {
  const { origin, host } = window.location;
  const endsAtMs = window.performance.now() + (expiresInS - SPARE_S) * 1_000;
  const shown = { code, url: `${origin}${CONSOLE_PAGE}#${code}`, place: `${host}${CONSOLE_PAGE}` };
  for (;;) {
    const leftMs = endsAtMs - window.performance.now();
    if (leftMs <= 0) return null;
    const answer = await askPairing(secret, fetch);
    if (answer.kind === 'paired') return answer.linkId;
    if (answer.kind === 'over') return null;
    show(answer.kind === 'later' ? { kind: 'offline' } : { kind: 'waiting', ...shown, leftMs });
    await pause(ASK_EVERY_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
