import { retryDelayMs } from '../live/backoff.ts';
import { LIVE_TIMES } from '../live/limits.ts';
import { type GoneReason, LiveClient } from '../live/liveClient.ts';
import { askLink, type LinkAnswer, linkIdOf, socketUrl } from './bootstrap.ts';
import { firstFaces } from './faces.ts';
import { showNumber } from './identify.ts';
import { NOTES, showNote } from './note.ts';
import { createScreen, type ScreenElements, sizeOf } from './screen.ts';

/** A page that meets a server of another version loads itself again, but not in a circle. */
const RELOAD_AFTER_MS = 5_000;

/** Start a screen: look up its link, wait for the faces, connect, and draw until the link ends. */
export async function start(elements: ScreenElements): Promise<void> {
  const { window, host } = elements;
  const id = linkIdOf(window.location.pathname);
  const [answer] = await Promise.all([waitForLink(id), firstFaces(window.document.fonts)]);
  if (answer.kind === 'ready') run(elements, id, socketUrl(answer.bootstrap.liveUrl, window.location.href));
  else showNote(host, NOTES[answer.kind]);
}

/** Ask until there is an answer. Meanwhile the page stays dark: no spinner and no error on a wall. */
async function waitForLink(id: string): Promise<Exclude<LinkAnswer, { kind: 'later' }>> {
  for (let failures = 0; ; failures += 1) {
    const answer = await askLink(id, fetch);
    if (answer.kind !== 'later') return answer;
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs(failures, Math.random)));
  }
}

function run(elements: ScreenElements, id: string, url: string): void {
  const { window, host } = elements;
  const client: LiveClient = new LiveClient({
    openSocket: () => new WebSocket(url),
    whyGone: () => whyGone(id),
    now: () => window.performance.now(),
    random: Math.random,
    size: () => sizeOf(window),
    onState: (state, sentAtMs) => screen.take(state, sentAtMs),
    onGone: () => showNote(host, NOTES.ended),
    onIdentify: (number) => showNumber(host, number),
    onOtherVersion: () => setTimeout(() => window.location.reload(), RELOAD_AFTER_MS),
  });
  const screen = createScreen(elements, () => client);
  setInterval(() => client.beat(screen.frames.takeFps(), screen.takeLateMs()), LIVE_TIMES.beatMs);
  window.addEventListener('online', () => client.wake());
  window.document.addEventListener('visibilitychange', () => {
    if (!window.document.hidden) client.wake();
  });
}

async function whyGone(id: string): Promise<GoneReason | null> {
  const { kind } = await askLink(id, fetch);
  if (kind === 'ended') return 'expired';
  return kind === 'unknown' ? 'deleted' : null;
}
