import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { createBurst } from './burst.ts';

afterEach(() => vi.unstubAllGlobals());

it('plays thirty finishers with the queue of the screens: all come, and the screen rests again', () => {
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => frames.splice(0));
  const template = BUILT_IN_TEMPLATES['finish-hero'];
  const burst = createBurst();
  const modes: string[] = [];
  const seen = new Set<number>();
  let atMs = performance.now();
  const end = burst.play(
    () => template,
    (mode) => modes.push(mode),
  );
  for (let frame = 0; frame < 60 * 60 && !(modes.length > 1 && modes.at(-1) === 'resting'); frame += 1) {
    atMs += 16;
    frames.shift()?.(atMs);
    const { onAir, crowd } = burst.screen(template, 'active');
    for (const each of [onAir, ...(crowd?.slots ?? [])]) if (each) seen.add(each.card.id);
  }
  end();
  expect(seen.size).toBe(30);
  expect(modes.at(-1)).toBe('resting');
  if (template.airing.crowd !== null) expect(modes).toContain('grid');
});
