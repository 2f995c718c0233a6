/** How urgently a piece of work is served: 0 first. Everything above 0 is doubtful and gets a part of the desk only. */
export type Urgency = 0 | 1 | 2;

interface Waiting {
  urgency: Urgency;
  begin: () => void;
}

export interface DeskOptions {
  /** Pieces of work at the same time. */
  places: number;
  /** Of these, places that doubtful work may take. */
  doubtfulPlaces: number;
  /** Doubtful pieces of work that may wait; more are turned away. */
  doubtfulWaiting: number;
}

/**
 * Serves expensive work in order of urgency. Checking a password costs tens of milliseconds of a core on purpose; a flood
 * of guesses would make everybody wait, if guesses and honest sign-ins stood in the same line.
 */
export class Desk {
  readonly #options: DeskOptions;
  readonly #waiting: Waiting[] = [];
  #busy = 0;
  #doubtfulBusy = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Run `work` when it is its turn. Answers `null` instead when too much doubtful work waits already. */
  async serve<T>(urgency: Urgency, work: () => Promise<T>): Promise<T | null> {
    if (urgency > 0 && this.#doubtfulLine() >= this.#options.doubtfulWaiting) return null;
    await this.#turn(urgency);
    try {
      return await work();
    } finally {
      this.#leave(urgency);
    }
  }

  #doubtfulLine(): number {
    return this.#waiting.reduce((count, { urgency }) => count + (urgency > 0 ? 1 : 0), 0);
  }

  #turn(urgency: Urgency): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ urgency, begin: resolve });
      this.#next();
    });
  }

  #leave(urgency: Urgency): void {
    this.#busy -= 1;
    if (urgency > 0) this.#doubtfulBusy -= 1;
    this.#next();
  }

  #next(): void {
    if (this.#busy >= this.#options.places) return;
    const most: Urgency = this.#doubtfulBusy < this.#options.doubtfulPlaces ? 2 : 0;
    const index = this.#firstOf(most);
    if (index === -1) return;
    const [chosen] = this.#waiting.splice(index, 1);
    if (chosen === undefined) return;
    this.#busy += 1;
    if (chosen.urgency > 0) this.#doubtfulBusy += 1;
    chosen.begin();
    this.#next();
  }

  /** Place in the line of the most urgent work that may begin, the longest waiting first; -1 when there is none. */
  #firstOf(most: Urgency): number {
    let best = -1;
    this.#waiting.forEach(({ urgency }, index) => {
      if (urgency > most) return;
      const leading = this.#waiting[best];
      if (leading === undefined || urgency < leading.urgency) best = index;
    });
    return best;
  }
}
