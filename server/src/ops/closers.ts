import type { Logger } from 'pino';

/** A part that does not stop within this time is left behind, so that a stop always ends. */
const CLOSE_WITHIN_MS = 8_000;

/** What has been started, to be stopped in the opposite order. */
export class Closers {
  readonly #closers: { name: string; close: () => unknown }[] = [];

  /** `close` may return a promise. */
  add(name: string, close: () => unknown): void {
    this.#closers.push({ name, close });
  }

  /** Stop everything, the last started first. Never throws: one part that fails must not keep the others running. */
  async closeAll(log: Logger): Promise<void> {
    for (const { name, close } of this.#closers.splice(0).toReversed()) {
      try {
        await within(CLOSE_WITHIN_MS, Promise.resolve(close()), name);
      } catch (error) {
        log.error({ err: error, part: name }, 'a part did not stop in order');
      }
    }
  }
}

async function within(limitMs: number, work: Promise<unknown>, name: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not stop within ${limitMs} ms`)), limitMs);
  });
  await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
