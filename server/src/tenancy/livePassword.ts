/**
 * A password that may change while connections are being made with it. Whoever asks during a change waits for its end;
 * a connection that had asked before and is refused is tried again, see `connectWith`.
 */
export class LivePassword {
  #current: string;
  /** What the database may know instead: a change failed, and whether it had taken effect is not known. */
  #other: string | null = null;
  #generation = 0;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(current: string) {
    this.#current = current;
  }

  /** The present password; the driver calls it when the server asks. */
  readonly read = async (): Promise<string> => {
    await this.#changing;
    return this.#current;
  };

  /** Grows with each change. */
  get generation(): number {
    return this.#generation;
  }

  /** Change it; `apply` tells the database. When that fails both passwords are tried from then on. */
  async change(next: string, apply: (next: string) => Promise<void>): Promise<void> {
    const change = this.#changing
      .then(() => apply(next))
      .then(
        () => this.#take(next, null),
        (error: unknown) => {
          this.#other = next;
          throw error;
        },
      );
    this.#changing = change.catch(() => undefined);
    await change;
  }

  /**
   * A connection that was begun in this generation was refused. Answers whether to try again: true when the password has
   * changed in the meantime, or another one may be right.
   */
  async isWorthAnother(generation: number): Promise<boolean> {
    await this.#changing;
    if (generation === this.#generation && this.#other !== null) this.#take(this.#other, this.#current);
    return generation !== this.#generation;
  }

  #take(current: string, other: string | null): void {
    this.#current = current;
    this.#other = other;
    this.#generation += 1;
  }
}
