import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { encode } from './channelMessages.ts';
import { SEEN_KEPT } from './limits.ts';

/** A screen that is known by its key: what an operator decided for it, with the document of its own template. */
export interface KnownSettings {
  key: string;
  number: number;
  name: string;
  overscanPct: number;
  reducedMotion: boolean;
  message: string | null;
  templateId: TemplateId | null;
  document: TemplateDocument | null;
}

/** A screen that said its key, to be remembered. */
export interface Seen {
  key: string;
  number: number;
  lastSeenAtMs: InstantMs;
}

const NOTHING_DECIDED: Omit<KnownSettings, 'key' | 'number'> = {
  name: '',
  overscanPct: 0,
  reducedMotion: false,
  message: null,
  templateId: null,
  document: null,
};

/** The screens of a room by their keys: those that are stored, and those that came and are not stored yet. */
export class KnownScreens {
  #stored: ReadonlyMap<string, KnownSettings>;
  #numbers: ReadonlySet<number>;
  readonly #messages = new Map<string, Buffer>();
  readonly #seen = new Map<string, Seen>();

  constructor(stored: readonly KnownSettings[] = []) {
    this.#stored = byKey(stored);
    this.#numbers = numbersOf(stored);
  }

  replace(stored: readonly KnownSettings[]): void {
    this.#stored = byKey(stored);
    this.#numbers = numbersOf(stored);
    this.#messages.clear();
  }

  /** What was decided for a screen; nothing for one that is not known. */
  of(key: string): Omit<KnownSettings, 'key' | 'number'> {
    return this.#stored.get(key) ?? NOTHING_DECIDED;
  }

  /** Its number from before, or null for a new one. */
  numberOf(key: string): number | null {
    return this.#stored.get(key)?.number ?? this.#seen.get(key)?.number ?? null;
  }

  /** The lowest number that nobody has, neither here nor among those who are connected. */
  freeNumber(taken: ReadonlyMap<number, unknown>): number {
    let number = 1;
    while (this.#numbers.has(number) || taken.has(number)) number += 1;
    return number;
  }

  /** What a screen is told about itself, as bytes that all windows with its key share. */
  message(key: string): Buffer {
    const known = this.#messages.get(key);
    if (known !== undefined) return known;
    const { name, overscanPct, reducedMotion, message, document } = this.of(key);
    const settings = { name, overscanPct, reducedMotion, message, template: document };
    const bytes = encode({ t: 'settings', settings });
    if (this.#stored.has(key)) this.#messages.set(key, bytes);
    return bytes;
  }

  see(seen: Seen): void {
    this.#seen.set(seen.key, seen);
    if (this.#seen.size <= SEEN_KEPT) return;
    const [oldest] = this.#seen.keys();
    if (oldest !== undefined) this.#seen.delete(oldest);
  }

  /** Those who came since they were last forgotten here. */
  seen(): readonly Seen[] {
    return [...this.#seen.values()];
  }

  /** These are stored. Who came again meanwhile is not. */
  forget(stored: readonly Seen[]): void {
    for (const each of stored) if (this.#seen.get(each.key) === each) this.#seen.delete(each.key);
  }

  uses(templateId: string): boolean {
    return [...this.#stored.values()].some((each) => each.templateId === templateId);
  }
}

function numbersOf(stored: readonly KnownSettings[]): ReadonlySet<number> {
  return new Set(stored.map(({ number }) => number));
}

function byKey(stored: readonly KnownSettings[]): ReadonlyMap<string, KnownSettings> {
  return new Map(stored.map((each) => [each.key, each]));
}
