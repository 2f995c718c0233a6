import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import type { FontName } from '@project88/core/displays/document/style.ts';
import type { Background, TemplateDocument, Theme } from '@project88/core/displays/document/template.ts';

export interface Style {
  theme: Theme;
  /** Null: the design keeps its own. */
  font: FontName | null;
}

/** The green that video mixers take away. */
const CHROMA = '#00b140';

/**
 * The design in another style: the theme's colours with the names that it has, a background in them where it was plain,
 * and the typeface of all texts but numbers in columns. What blocks are and where they stand is left alone.
 */
export function applyStyle(document: TemplateDocument, { theme, font }: Style): TemplateDocument {
  const layouts = document.layouts.map((layout) => ({
    ...layout,
    canvas: { ...layout.canvas, background: backgroundIn(layout.canvas.background) },
    blocks: font === null ? layout.blocks : withFont(layout.blocks, font),
  }));
  return { ...document, theme: { name: theme.name, colours: merged(document, theme) }, layouts };
}

/** Colours with other names stay, because blocks may have them; new names come while there is room. */
function merged({ theme: { colours } }: TemplateDocument, theme: Theme): Theme['colours'] {
  const known = Object.entries(colours).map(([name, colour]) => [name, theme.colours[name] ?? colour]);
  const added = Object.entries(theme.colours).filter(([name]) => colours[name] === undefined);
  return Object.fromEntries([...known, ...added].slice(0, Math.max(known.length, TEMPLATE_LIMITS.colours)));
}

function backgroundIn(background: Background): Background {
  if (background.kind !== 'fill') return background;
  const { fill } = background;
  const colours = typeof fill === 'string' ? [fill] : [fill.from, fill.to];
  if (colours.some((colour) => colour.startsWith('$') || colour === CHROMA)) return background;
  return { kind: 'fill', fill: { from: '$ground', to: '$glow', angleDeg: 160 } };
}

/** The same with another typeface wherever text is set; figures of one width stay as they are. */
function withFont<T>(value: T, font: FontName): T {
  if (Array.isArray(value)) return value.map((each) => withFont(each, font)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withFont(each, font)]);
  const copy = Object.fromEntries(entries) as T & { font?: unknown; sizePx?: unknown };
  if (typeof copy.font === 'string' && copy.sizePx !== undefined && copy.font !== 'mono') copy.font = font;
  return copy;
}
