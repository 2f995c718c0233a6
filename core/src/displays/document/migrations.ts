import { TEMPLATE_SCHEMA_VERSION } from './template.ts';

/** A document of any version, before it is checked: only that it is an object is known. */
type Loose = Record<string, unknown>;

interface Step {
  /** From the version before to this one. */
  up(document: Loose): Loose;
  /** Back again. What the version before cannot say is left out. */
  down(document: Loose): Loose;
}

/** The steps by the version that they lead to. Each knows only its two neighbours, so a step is never changed again. */
const STEPS: Readonly<Record<number, Step>> = { 2: { up: upTo2, down: downTo1 } };

/**
 * The document in `to`'s shape, through all versions between. It is not checked: `validateTemplate` does that for the
 * present version. Throws a `RangeError` for a version without a step.
 */
export function migrateDocument(document: Loose, from: number, to = TEMPLATE_SCHEMA_VERSION): Loose {
  if (from === to) return document;
  const isUp = from < to;
  const step = STEPS[isUp ? from + 1 : from];
  if (step === undefined) throw new RangeError(`no step between versions ${from} and ${to}`);
  const next = isUp ? from + 1 : from - 1;
  const changed = isUp ? step.up(document) : step.down(document);
  return migrateDocument({ ...changed, schemaVersion: next }, next, to);
}

function upTo2(document: Loose): Loose {
  const { airing, layouts, ...rest } = document;
  return {
    ...rest,
    airing: isObject(airing) ? { ...airing, crowd: null } : airing,
    theme: { name: 'Own colours', colours: {} },
    layouts: mapEach(layouts, ({ canvas, blocks, ...layout }) => ({
      ...layout,
      canvas: isObject(canvas)
        ? { ...canvas, background: { kind: 'fill', fill: canvas.background }, fit: 'contain' }
        : canvas,
      blocks: mapEach(blocks, blockUpTo2),
    })),
  };
}

function blockUpTo2({ state, kind, ...block }: Loose): Loose {
  const modes = state === undefined ? {} : { modes: [state] };
  return kind === 'recent'
    ? { ...block, ...modes, kind: 'list', source: 'recent' }
    : { ...block, ...modes, kind };
}

function downTo1(document: Loose): Loose {
  const { theme, airing, layouts, ...rest } = document;
  const colours = isObject(theme) && isObject(theme.colours) ? theme.colours : {};
  const withoutCrowd = (settings: Loose): Loose => {
    const { crowd: _, ...others } = settings;
    return others;
  };
  return {
    ...rest,
    airing: isObject(airing) ? withoutCrowd(airing) : airing,
    layouts: mapEach(layouts, (layout) => layoutDownTo1(layout, colours)),
  };
}

function layoutDownTo1({ canvas, blocks, ...layout }: Loose, colours: Loose): Loose {
  return {
    ...layout,
    canvas: isObject(canvas) ? canvasDownTo1(canvas, colours) : canvas,
    blocks: Array.isArray(blocks)
      ? blocks.flatMap((block) => (isObject(block) ? blockDownTo1(block, colours) : []))
      : blocks,
  };
}

/** Black stands for a background that version 1 does not have. */
function canvasDownTo1({ widthPx, heightPx, background, safeAreaPct }: Loose, colours: Loose): Loose {
  const fill = isObject(background) ? background.fill : undefined;
  const colour = isObject(fill) ? fill.from : fill;
  return { widthPx, heightPx, background: plain(colour ?? '#000000', colours), safeAreaPct };
}

const KINDS_OF_1 = new Set(['shape', 'text', 'clock', 'list', 'status']);
const STATES_OF_1 = ['resting', 'active'];

/** What version 1 knows of a block; nothing for blocks, modes and fields that came later. */
function blockDownTo1(block: Loose, colours: Loose): Loose[] {
  const { kind, modes } = block;
  if (!KINDS_OF_1.has(String(kind)) || block.hidden === true) return [];
  if (kind === 'list' && block.source !== 'recent') return [];
  if (kind === 'clock' && block.source === 'countdown') return [];
  const states = Array.isArray(modes) ? modes.filter((mode) => STATES_OF_1.includes(String(mode))) : null;
  if (states !== null && states.length === 0) return [];
  const later = new Set(LATER_FIELDS[String(kind)] ?? []);
  const kept = Object.entries(block).filter(
    ([field]) => !LATER_FIELDS_OF_ALL.has(field) && !later.has(field),
  );
  const state = states?.length === 1 ? { state: states[0] } : {};
  return [
    downValues({ ...Object.fromEntries(kept), ...state, kind: kind === 'list' ? 'recent' : kind }, colours),
  ];
}

const LATER_FIELDS_OF_ALL = new Set([
  'name',
  'rotationDeg',
  'opacity',
  'modes',
  'inMode',
  'motion',
  'group',
  'locked',
  'hidden',
]);
const LATER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  shape: ['form', 'border', 'shadow'],
  clock: ['wave', 'until', 'precision'],
  list: ['source', 'board', 'columns', 'columnGapPx', 'pageMs'],
};
const FONTS_OF_1 = new Set(['sans', 'condensed']);
const FITS_OF_1 = new Set(['shrink', 'ellipsis', 'wrap']);
const FORMATS_OF_1 = new Set(['plain', 'upper', 'time', 'ordinal', 'clock']);
const FIELDS_SINCE_2 = new Set(['pronunciation', 'rank', 'splitName', 'splitTimeMs', 'etaMs']);
/** Fields that hold a colour: other texts may begin with a dollar, too. */
const COLOURS = new Set(['fill', 'from', 'to', 'colour', 'rowFill', 'newRowFill']);
/** Most rows of a list. */
const ROWS_OF_1 = 50;
const STYLE_SINCE_2 = new Set(['italic', 'lineHeight', 'shadow', 'outline']);

/** Colours without names, and styles, fits and segments without what came later, at any depth. */
function downValues(value: Loose, colours: Loose): Loose {
  const entries = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    if ((key === 'when' || key === 'unless') && FIELDS_SINCE_2.has(String(each))) return [];
    if (key === 'style' && isObject(each)) return [[key, styleDown(each, colours)]];
    if (key === 'fit' && isObject(each)) return [[key, fitDown(each)]];
    if (/segments$/i.test(key)) return [[key, segmentsDown(each)]];
    if (Array.isArray(each)) return [[key, mapEach(each, (part) => downValues(part, colours))]];
    if (key === 'rows' && typeof each === 'number') return [[key, Math.min(each, ROWS_OF_1)]];
    return [
      [key, isObject(each) ? downValues(each, colours) : COLOURS.has(key) ? plain(each, colours) : each],
    ];
  });
  return Object.fromEntries(entries);
}

function styleDown(style: Loose, colours: Loose): Loose {
  const kept = Object.entries(style).filter(([key]) => !STYLE_SINCE_2.has(key));
  const font = FONTS_OF_1.has(String(style.font)) ? style.font : 'sans';
  return { ...Object.fromEntries(kept), font, colour: plain(style.colour, colours) };
}

function fitDown(fit: Loose): Loose {
  return FITS_OF_1.has(String(fit.mode)) ? fit : { ...fit, mode: 'shrink' };
}

function segmentsDown(segments: unknown): unknown {
  if (!Array.isArray(segments)) return segments;
  return segments.flatMap((segment) => {
    if (!isObject(segment) || FIELDS_SINCE_2.has(String(segment.field))) return [];
    const { or: _or, fallback: _fallback, format, ...rest } = segment;
    return [format === undefined || !FORMATS_OF_1.has(String(format)) ? rest : { ...rest, format }];
  });
}

/** A colour of the theme as itself; black for one that the theme does not have. */
function plain(value: unknown, colours: Loose): unknown {
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  return colours[value.slice(1)] ?? '#000000';
}

function mapEach(value: unknown, change: (part: Loose) => Loose): unknown {
  return Array.isArray(value) ? value.map((part) => (isObject(part) ? change(part) : part)) : value;
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
