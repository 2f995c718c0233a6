import type { Colour } from './style.ts';
import type { Theme } from './template.ts';

/** What a name stands for that the theme does not have: visible, and nobody's choice. */
const UNKNOWN_COLOUR = '#ff00ff';

/** `#rrggbb` or `#rrggbbaa` of a colour: names are looked up in the theme. */
export function resolveColour(theme: Pick<Theme, 'colours'>, colour: Colour): string {
  if (!colour.startsWith('$')) return colour;
  const name = colour.slice(1);
  return Object.hasOwn(theme.colours, name) ? (theme.colours[name] ?? UNKNOWN_COLOUR) : UNKNOWN_COLOUR;
}
