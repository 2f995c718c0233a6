import type { PresentPerson } from '@project88/core/contract/live.ts';
import type { AtTemplate } from '../../lib/live/consoleLive.ts';
import type { LinkState } from '../../lib/live/reconnectingSocket.ts';

/** Whether we may change the template now. */
export type EditLock =
  | { kind: 'ours' }
  /** By somebody else, or by ourselves in another window (`by` is null). */
  | { kind: 'held'; by: PresentPerson | null }
  /** Held when the connection was lost. Nobody can be asked now: working on alone is one's own decision. */
  | { kind: 'unknown'; by: PresentPerson | null };

/**
 * By the server's last word. As long as there was none, the template is ours: without a network everybody works on, and
 * two versions are compared afterwards.
 */
export function editLockOf(word: AtTemplate | null, me: string | null, link: LinkState): EditLock {
  if (word === null || me === null) return { kind: 'ours' };
  if (word.people.find(({ userId }) => userId === me)?.edits !== false) return { kind: 'ours' };
  const by = word.people.find(({ userId, edits }) => edits && userId !== me) ?? null;
  return { kind: link === 'open' ? 'held' : 'unknown', by };
}

/** Who else has the template open. */
export function othersOf(word: AtTemplate | null, me: string | null): PresentPerson[] {
  return word === null ? [] : word.people.filter(({ userId }) => userId !== me);
}
