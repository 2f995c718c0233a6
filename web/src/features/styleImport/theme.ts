import type { SiteColour } from '@project88/core/contract/styleImport.ts';
import type { Theme } from '@project88/core/displays/document/template.ts';
import { contrast, luminance, mix, readable, textOn } from './colour.ts';

/** What somebody chooses of a site's colours; the rest of a theme is made from the two. */
export interface Palette {
  ground: string;
  accent: string;
}

/** Screens are seen from afar: below this a line of text is hard to read there. */
export const READABLE = 4.5;
/** Brighter grounds dazzle in the dark and are grey in the sun: what is darker is proposed first. */
const DARK = 0.2;
const NIGHT = '#0a0d13';

/** Grounds to choose from: what the site has, and its first colours much darker, as a wall needs them. */
export function groundsOf(colours: readonly SiteColour[]): string[] {
  const brand = colours.filter(({ grey }) => !grey).map(({ colour }) => colour);
  const deep = brand
    .slice(0, 2)
    .map((colour) => mix(colour, '#000000', luminance(colour) > DARK ? 0.82 : 0.6));
  return unique([...deep, ...brand, ...colours.filter(({ grey }) => grey).map(({ colour }) => colour)]);
}

/** Accents to choose from: the brand's colours, or its greys when it has no other. */
export function accentsOf(colours: readonly SiteColour[]): string[] {
  const brand = colours.filter(({ grey }) => !grey);
  return unique((brand.length > 0 ? brand : colours).map(({ colour }) => colour));
}

function unique(colours: readonly string[]): string[] {
  return [...new Set(colours)];
}

/** What fits best without choosing: a dark ground of the brand, and the colour that stands out on it. */
export function proposedPalette(colours: readonly SiteColour[]): Palette {
  const brand = colours.filter(({ grey }) => !grey).map(({ colour }) => colour);
  const ground = brand.find((colour) => luminance(colour) < DARK / 2) ?? groundsOf(colours)[0] ?? NIGHT;
  const accents = accentsOf(colours);
  // The first that is seen well, and is not the ground once more.
  const accent = accents.find((colour) => contrast(colour, ground) >= 3) ?? accents[0] ?? textOn(ground);
  return { ground, accent };
}

/** Contrast of text on the ground from which on surfaces may come nearer to the text. */
const ROOM = 10;

/** A whole theme from two colours. Texts keep their contrast whatever the two are. */
export function themeOf(name: string, { ground, accent }: Palette): Theme {
  const text = textOn(ground);
  const away = luminance(text) > luminance(ground) ? '#000000' : '#ffffff';
  // On a very dark ground surfaces are lighter; on one of middle brightness that would cost the text its contrast.
  const surface = contrast(text, ground) >= ROOM ? text : away;
  const panel = mix(ground, surface, 0.1);
  const onBoth = (colour: string) => readable(colour, [ground, panel], text, READABLE);
  const shown = onBoth(accent);
  return {
    name,
    colours: {
      ground,
      glow: readable(mix(ground, accent, 0.14), [text], ground, READABLE),
      panel,
      panelEnd: mix(ground, surface, 0.05),
      row: mix(ground, surface, 0.08),
      rowNew: readable(mix(ground, accent, 0.3), [text], ground, READABLE),
      line: mix(ground, text, 0.24),
      text,
      soft: onBoth(mix(text, ground, 0.3)),
      accent: shown,
      onAccent: textOn(shown),
    },
  };
}
