import type { SiteColour } from '@project88/core/contract/styleImport.ts';
import { converter, formatHex, type Oklab, parse } from 'culori';
import { WEB_LIMITS } from '../limits.ts';
import type { Weighed } from './parts.ts';

/** Distance in Oklab below which two colours are one to people who look at a wall. */
const NEAR = 0.06;
/** Chroma below which a colour is a grey. */
const GREY_CHROMA = 0.035;
/** What is more transparent than this is a shadow or a shine. */
const LEAST_ALPHA = 0.5;

/** Different colours that are compared: what counts less than so many others is nobody's brand. */
const COMPARED = 2_000;

const toOklab = converter('oklab');

interface Group {
  /** The one that counts most. */
  hex: string;
  lab: Oklab;
  weight: number;
}

/** The colours of a site, near ones taken together, by how much they count; greys last. */
export function groupColours(colours: readonly Weighed[]): SiteColour[] {
  const groups: Group[] = [];
  for (const { text, weight } of totals(colours).slice(0, COMPARED)) {
    const lab = toOklab(text) as Oklab;
    const near = groups.find((group) => distance(group.lab, lab) < NEAR);
    if (near === undefined) groups.push({ hex: text, lab, weight });
    else near.weight += weight;
  }
  const all = groups.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const proposed = groups
    .sort((a, b) => b.weight - a.weight)
    .map(({ hex, lab, weight }) => ({
      colour: hex,
      share: Math.round((weight / all) * 1_000) / 1_000,
      grey: isGrey(lab),
    }));
  return [
    ...proposed.filter(({ grey }) => !grey).slice(0, WEB_LIMITS.colours),
    ...proposed.filter(({ grey }) => grey).slice(0, WEB_LIMITS.greys),
  ];
}

/** Each colour once as `#rrggbb`, the one that counts most first. What is no colour is left out. */
function totals(colours: readonly Weighed[]): Weighed[] {
  const byHex = new Map<string, number>();
  const read = new Map<string, string | null>();
  for (const { text, weight } of colours) {
    let hex = read.get(text);
    if (hex === undefined) {
      hex = hexOf(text);
      read.set(text, hex);
    }
    if (hex !== null) byHex.set(hex, (byHex.get(hex) ?? 0) + weight);
  }
  return [...byHex].map(([text, weight]) => ({ text, weight })).sort((a, b) => b.weight - a.weight);
}

function hexOf(text: string): string | null {
  // Old pages write `ff0000` in attributes.
  const colour = parse(/^[0-9a-f]{6}$/i.test(text) ? `#${text}` : text.toLowerCase());
  if (colour === undefined || (colour.alpha ?? 1) < LEAST_ALPHA) return null;
  return formatHex(colour);
}

function distance(one: Oklab, other: Oklab): number {
  return Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b);
}

function isGrey({ l, a, b }: Oklab): boolean {
  // Of what is almost black or almost white nobody sees the colour.
  return Math.hypot(a, b) < GREY_CHROMA || l < 0.16 || l > 0.985;
}
