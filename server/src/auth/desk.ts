/** How urgently a piece of work is served: 0 first. Everything above 0 is doubtful and gets a part of the desk only. */
export type Urgency = 0 | 1 | 2;

interface Waiting {
  urgency: Urgency;
  /** Go on: true to begin, false when it is turned away. */
  go: (mayBegin: boolean) => void;
}

export interface DeskOptions {
  /** Pieces of work at the same time. */
  places: number;
  /** Of these, places that doubtful work may take. */
  doubtfulPlaces: number;
  /** Doubtful pieces of work that may wait; beyond it the longest waiting of the least urgent is turned away. */
  doubtfulWaiting: number;
}

/**
 * Serves expensive work in order of urgency, and of equally doubtful work the newest first: guesses fill the line for
 * minutes, and who comes honestly after them must not stand behind them all. Checking a password costs tens of milliseconds of a core on purpose; a flood
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

  /** Run `work` when it is its turn. Answers `null` instead when it was turned away. */
  async serve<T>(urgency: Urgency, work: () => Promise<T>): Promise<T | null> {
    if (!(await this.#turn(urgency))) return null;
    try {
      return await work();
    } finally {
      this.#leave(urgency);
    }
  }

  #turn(urgency: Urgency): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push({ urgency, go: resolve });
      this.#next();
      this.#shorten();
    });
  }

  /** Turn away what is too much. */
  #shorten(): void {
    const doubtful = this.#waiting.filter(({ urgency }) => urgency > 0);
    if (doubtful.length <= this.#options.doubtfulWaiting) return;
    const most = Math.max(...doubtful.map(({ urgency }) => urgency));
    const index = this.#waiting.findIndex(({ urgency }) => urgency === most);
    this.#waiting.splice(index, 1)[0]?.go(false);
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
    chosen.go(true);
    this.#next();
  }

  /** Place in the line of the most urgent work that may begin; -1 when there is none. */
  #firstOf(most: Urgency): number {
    let best = -1;
    this.#waiting.forEach(({ urgency }, index) => {
      if (urgency > most) return;
      const leading = this.#waiting[best];
      const isNewer = urgency > 0 && urgency === leading?.urgency;
      if (leading === undefined || urgency < leading.urgency || isNewer) best = index;
    });
    return best;
  }
}
