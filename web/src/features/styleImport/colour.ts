/** Arithmetic of colours as `#rrggbb`: what is readable on what, and what lies between two. */

function channels(colour: string): [number, number, number] {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** How bright a colour is to the eye, 0 to 1, as WCAG has it. */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21, as WCAG has it. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour that lies so far from one to another; 0 is the first. */
export function mix(one: string, other: string, share: number): string {
  const to = channels(other);
  const mixed = channels(one).map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const NEAR_WHITE = '#f6f8fb';
const NEAR_BLACK = '#0a0d13';

/** The colour in which text is read best on another one: not quite white or black while these are enough. */
export function textOn(ground: string): string {
  const best = (candidates: readonly string[]) =>
    candidates.reduce((one, other) => (contrast(ground, other) > contrast(ground, one) ? other : one));
  const soft = best([NEAR_WHITE, NEAR_BLACK]);
  return contrast(ground, soft) >= 7 ? soft : best(['#ffffff', '#000000']);
}

/** The colour itself, or the nearest on the way to another one that has this contrast on each of the grounds. */
export function readable(colour: string, grounds: readonly string[], towards: string, least: number): string {
  for (let share = 0; share < 1; share += 0.05) {
    const next = mix(colour, towards, share);
    if (grounds.every((ground) => contrast(next, ground) >= least)) return next;
  }
  return towards;
}
