/** At most one sentence in this time: a screen reader must be able to finish it. */
export const ANNOUNCE_EVERY_MS = 5_000;

/** Speaks to screen readers through a polite live region, with only the newest sentence when many come. */
export function createAnnouncer(region: HTMLElement, everyMs = ANNOUNCE_EVERY_MS) {
  let next: string | null = null;
  let spoken = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function speak(): void {
    timer = undefined;
    if (next === null || next === spoken) return;
    spoken = next;
    next = null;
    region.textContent = spoken;
    timer = setTimeout(speak, everyMs);
  }

  return {
    say(sentence: string): void {
      next = sentence;
      if (timer === undefined) speak();
    },
  };
}
