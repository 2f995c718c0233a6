import type { SiteFont } from '@project88/core/contract/styleImport.ts';
import type { FontName } from '@project88/core/displays/document/style.ts';
import { WEB_LIMITS } from '../limits.ts';
import { plainWords } from './parts.ts';
import type { SheetParts } from './readSheet.ts';

/** Names for whatever a machine has, and words that are no family. */
const NO_FAMILY =
  /^(inherit|initial|unset|revert|revert-layer|none|normal|serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-.*|math|emoji|-apple-system|blinkmacsystemfont|segoe ui.*|apple color.*|noto color.*|noto emoji|var\(.*|!important)$/i;
/** Faces of symbols. */
const SYMBOLS = /icon|awesome|dashicons|glyph|symbol|emoji|swiper|slick|fontello|elementor|ticons/i;

/** How faces are told apart by their names, the first that fits; the list is what event sites use. */
const KINDS: readonly [RegExp, FontName][] = [
  [/mono|code\b|courier|consol|menlo|typewriter/i, 'mono'],
  [
    /condensed|narrow|compressed|oswald|bebas|anton|league gothic|teko|fjalla|pathway|saira|antonio|six caps|big shoulders|khand|impact|din\b/i,
    'condensed',
  ],
  [
    /extended|expanded|\bwide\b|montserrat|poppins|syncopate|michroma|unbounded|krona|gotham|raleway|sora|lexend|orbitron|archivo|outfit|century gothic|futura|eurostile/i,
    'wide',
  ],
  [
    /(?<!sans[ -]?)serif|slab|playfair|merriweather|georgia|times|lora|garamond|baskerville|bodoni|didot|libre caslon|caslon|crimson|cormorant|spectral|palatino|cambria|tiempos|freight text|minion/i,
    'serif',
  ],
];

const GENERIC: readonly [RegExp, FontName][] = [
  [/\bmonospace\b/i, 'mono'],
  [/\bserif\b/i, 'serif'],
];

/** The faces that a site names, the most used first, each with the nearest of ours. */
export function groupFonts(fonts: SheetParts['fonts']): SiteFont[] {
  const groups = new Map<string, { family: string; list: string; weight: number; headings: number }>();
  for (const { text, weight, headings } of fonts) {
    const family = familyOf(text);
    if (family === null) continue;
    const key = family.toLowerCase();
    const group = groups.get(key) ?? { family, list: text, weight: 0, headings: 0 };
    group.weight += weight;
    if (headings) group.headings += weight;
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, WEB_LIMITS.fonts)
    .map(({ family, list, weight, headings }) => ({
      family,
      nearest: nearestFont(family, list),
      headings: headings * 2 > weight,
    }));
}

/** The first family of a list such as `"Oswald", Arial, sans-serif` that is one; null: there is none. */
function familyOf(list: string): string | null {
  for (const part of list.split(',')) {
    const family = plainWords(part.replace(/["']|!important/g, ''), WEB_LIMITS.words);
    if (family === '' || NO_FAMILY.test(family)) continue;
    // What follows a face of symbols stands in for it.
    return SYMBOLS.test(family) ? null : family;
  }
  return null;
}

/** Which of our faces comes nearest: by the name, then by what its list ends with. */
export function nearestFont(family: string, list = ''): FontName {
  const byName = KINDS.find(([pattern]) => pattern.test(family));
  if (byName !== undefined) return byName[1];
  const last = list.split(',').slice(1).join(',');
  return GENERIC.find(([pattern]) => pattern.test(last.replace(/sans-serif/gi, '')))?.[1] ?? 'sans';
}
