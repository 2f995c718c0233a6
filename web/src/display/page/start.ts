import { retryDelayMs } from '../live/backoff.ts';
import type { GoneReason } from '../live/liveClient.ts';
import { askLink, type LinkAnswer, linkIdOf } from './bootstrap.ts';
import { firstFaces } from './faces.ts';
import type { Keeping } from './keeping.ts';
import { LivePage, type LivePageOptions } from './livePage.ts';
import { NOTES, showNote } from './note.ts';
import { isPaired, PAIRING_PAGE } from './pairedLink.ts';
import type { ScreenElements } from './screen.ts';
import { screenKey } from './screenKey.ts';
import { offerFullscreen, stayAwake } from './stayAwake.ts';

/** How long the note of an ended link stands before a screen that was paired shows a new code, in milliseconds. */
const PAIR_AGAIN_AFTER_MS = 15_000;

export interface PageElements extends ScreenElements {
  /** Version of this page. */
  version: string;
}

type Link = Pick<LivePageOptions, 'linkId' | 'liveUrl' | 'endsAtMs' | 'kept'>;

/** Start a screen: look up its link, wait for the faces, connect, and draw until the link ends. */
export async function start(elements: PageElements): Promise<void> {
  const { window, host } = elements;
  offerFullscreen(window);
  stayAwake(window);
  const linkId = linkIdOf(window.location.pathname);
  const params = new URL(window.location.href).searchParams;
  const key = ownKey(window, params.get('screen') ?? '');
  if (linkId === '') return (await import('../pair/pairing.ts')).startPairing(window, host, key);
  const beacon = params.get('beacon') === '1' ? await import('./beacon.ts').catch(() => null) : null;
  const keeping = await getKeeping();
  const [link] = await Promise.all([findLink(linkId, keeping), firstFaces(window.document.fonts)]);
  const onGone = () => end(window, host, linkId, 'ended');
  if (typeof link === 'string') return end(window, host, linkId, link);
  const onDrawn = beacon?.createBeacon(window.document);
  const whyGone = () => askWhyGone(linkId);
  new LivePage({ ...elements, ...link, key, keeping, whyGone, onGone, ...(onDrawn && { onDrawn }) });
}

function ownKey(window: Window, place: string): string {
  const random = (bytes: Uint8Array<ArrayBuffer>) => window.crypto.getRandomValues(bytes);
  return screenKey(() => window.localStorage, random, place);
}

async function getKeeping(): Promise<Keeping | null> {
  try {
    return (await import('./keeping.ts')).createKeeping(Date.now);
  } catch {
    return null;
  }
}

/** What was kept starts a screen at once, with or without a network; its socket learns whether the link has ended. */
async function findLink(linkId: string, keeping: Keeping | null): Promise<Link | 'ended' | 'unknown'> {
  const kept = (await keeping?.links.read(linkId)) ?? null;
  if (kept !== null) return { linkId, liveUrl: kept.liveUrl, endsAtMs: kept.endsAtMs, kept };
  const answer = await waitForLink(linkId);
  if (answer.kind !== 'ready') return answer.kind;
  const { liveUrl, expiresAt } = answer.bootstrap;
  return { linkId, liveUrl, endsAtMs: Date.parse(expiresAt), kept };
}

/** Ask until there is an answer. Meanwhile the page stays dark: no spinner and no error on a wall. */
async function waitForLink(linkId: string): Promise<Exclude<LinkAnswer, { kind: 'later' }>> {
  for (let failures = 0; ; failures += 1) {
    const answer = await askLink(linkId, fetch);
    if (answer.kind !== 'later') return answer;
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs(failures, Math.random)));
  }
}

async function askWhyGone(linkId: string): Promise<GoneReason | null> {
  const { kind } = await askLink(linkId, fetch);
  if (kind === 'ended') return 'expired';
  return kind === 'unknown' ? 'deleted' : null;
}

/** The last note. A TV that was paired has nobody who types: it shows a new code after a while. */
function end(window: Window, host: HTMLElement, linkId: string, why: 'ended' | 'unknown'): void {
  showNote(host, NOTES[why]);
  if (!isPaired(() => window.localStorage, linkId)) return;
  setTimeout(() => window.location.replace(PAIRING_PAGE), PAIR_AGAIN_AFTER_MS);
}
