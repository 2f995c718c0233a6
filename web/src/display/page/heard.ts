import type { Heard } from '../live/liveClient.ts';
import type { Kept } from './kept.ts';

/** When the server was heard, and its time, as far as this machine's wall clock has gone on since. */
export function heardOf(
  { savedAtMs, heardAgoMs, serverNowMs }: Pick<Kept, 'savedAtMs' | 'heardAgoMs' | 'serverNowMs'>,
  wallNowMs: number,
): Heard {
  const sinceMs = Math.max(0, wallNowMs - savedAtMs);
  return { agoMs: heardAgoMs + sinceMs, serverNowMs: serverNowMs + sinceMs };
}
