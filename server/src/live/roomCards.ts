import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { Card, CardId } from '@project88/core/displays/screen/card.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { CrossingRef } from './called.ts';
import { type CardOfRead, cardOfRead, fillCard, sameCard } from './cards.ts';
import type { RoomContent } from './roomContent.ts';

/** What belongs to a card but is not sent: the tag as read, and the part that never changes. */
interface CardSource {
  tag: string;
  fixed: CardOfRead;
}

/** Makes the cards of a room and fills them anew when more is known. */
export class RoomCards {
  #last: CardId = 0;
  readonly #sources = new Map<CardId, CardSource>();

  /** How many cards can be filled anew. */
  get size(): number {
    return this.#sources.size;
  }

  make(read: Read, entry: RosterEntryView | null, content: RoomContent): Card {
    const fixed = cardOfRead(++this.#last, read, content.session.timeZone);
    this.#sources.set(fixed.id, { tag: read.tag, fixed });
    return fill({ tag: read.tag, fixed }, entry, content);
  }

  /** The card as it is to be now, or null when it shows the same as before. */
  refill(card: Card, content: RoomContent): Card | null {
    const source = this.#sources.get(card.id);
    if (source === undefined) return null;
    const filled = fill(source, content.roster.find(source.tag), content);
    return sameCard(filled, card) ? null : filled;
  }

  /** The crossing that a card is of; null for a card that is not known any more. */
  crossingOf(id: CardId): CrossingRef | null {
    const source = this.#sources.get(id);
    return source === undefined ? null : { ...source.fixed, tag: source.tag };
  }

  forget(id: CardId): void {
    this.#sources.delete(id);
  }

  keepOnly(kept: ReadonlySet<CardId>): void {
    for (const id of this.#sources.keys()) if (!kept.has(id)) this.#sources.delete(id);
  }
}

function fill({ tag, fixed }: CardSource, entry: RosterEntryView | null, content: RoomContent): Card {
  if (entry === null) return fillCard(fixed, tag, null, null, null);
  const { results, notes } = content;
  return fillCard(fixed, tag, entry, results.get(entry.bib) ?? null, notes.get(entry.bib) ?? null);
}
