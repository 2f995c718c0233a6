import type { Card } from './card.ts';

/** Version of the template document's shape. A change of shape needs a new number and a migration step. */
export const TEMPLATE_SCHEMA_VERSION = 1;

/** How the queue of cards moves on this template. All in milliseconds. */
export interface AiringSettings {
  /** Time on air when few wait. */
  dwellMs: number;
  /** Time on air when many wait: still long enough to read a name. */
  minDwellMs: number;
  /** So many waiting cards switch to `minDwellMs`. */
  hurryFrom: number;
  /** Time after which the last card leaves and the screen rests. */
  restAfterMs: number;
}

/** A colour as `#rrggbb` or `#rrggbbaa`. */
export type Colour = string;

/** Position and size in design pixels of the layout's canvas. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TextStyle {
  font: 'sans' | 'condensed';
  sizePx: number;
  weight: 400 | 500 | 600 | 700 | 800;
  colour: Colour;
  align: 'left' | 'center' | 'right';
  valign: 'top' | 'middle' | 'bottom';
  upper?: boolean;
  tabular?: boolean;
  letterSpacingPx?: number;
}

/**
 * Fields of a card that a text can show. `name` is first and last name, `home` city and region (or country),
 * `officialTimeMs` the time that counts. Instants are not among them: a card brings its time of day as text.
 */
export type CardField =
  | Exclude<keyof Card, 'id' | 'known' | 'atMs' | 'receivedAtMs'>
  | 'name'
  | 'home'
  | 'officialTimeMs';

/** How a field becomes text. */
export type FieldFormat = 'plain' | 'upper' | 'time' | 'ordinal' | 'clock';

/** A text is a list of segments: fixed words and card fields. A segment whose field is empty vanishes with its words. */
export type Segment =
  | { text: string }
  | { field: CardField; format?: FieldFormat; before?: string; after?: string };

/** What to do with text that is too wide. */
export interface Fit {
  mode: 'shrink' | 'ellipsis' | 'wrap';
  /** Smallest scale of the font size that `shrink` may use before it abbreviates, 0 to 1. */
  minScale: number;
  maxLines?: number;
}

/** In which state of the screen a block is shown. Absent: always. */
export type BlockState = 'resting' | 'active';

/** Conditions on the card: a label can vanish with its value, or give its place to another text. */
interface CardCondition {
  /** Shown only when this field of the card is filled. */
  when?: CardField;
  /** Shown only when this field of the card is empty. */
  unless?: CardField;
}

interface BlockBase extends CardCondition {
  id: string;
  box: Box;
  state?: BlockState;
}

export interface ShapeBlock extends BlockBase {
  kind: 'shape';
  fill: Colour | { from: Colour; to: Colour; angleDeg: number };
  radiusPx?: number;
}

/** Text from the card on air (in state `active`) or fixed text. */
export interface TextBlock extends BlockBase {
  kind: 'text';
  style: TextStyle;
  segments: Segment[];
  /** What stands there when the card is of an unknown bib; absent: the block is left empty then. */
  unknownSegments?: Segment[];
  fit: Fit;
}

/**
 * A running clock: time since the gun, or the time of day at the venue. `race-or-time-of-day` is the time of day until
 * the gun goes.
 */
export interface ClockBlock extends BlockBase {
  kind: 'clock';
  style: TextStyle;
  source: 'race' | 'time-of-day' | 'race-or-time-of-day';
  /** Shown by a race clock before the gun. */
  beforeGun: string;
}

/** One text in every row of a list; its box is relative to the row. */
export interface ListCell extends CardCondition {
  box: Box;
  segments: Segment[];
  /** What stands there in the row of an unknown bib; absent: what `segments` make of the bib alone. */
  unknownSegments?: Segment[];
  style: TextStyle;
  fit: Fit;
}

/** The recent crossings, newest on top. */
export interface ListBlock extends BlockBase {
  kind: 'recent';
  rows: number;
  rowHeightPx: number;
  gapPx: number;
  cells: ListCell[];
  rowFill: Colour;
  rowRadiusPx?: number;
  /** Fill of a row that has just come. */
  newRowFill: Colour;
  /** Show crossings of unknown bibs (with their bib alone) or leave them to the operator. */
  unknownBibs: 'show' | 'hide';
}

/** One of the numbers of the screen's status, for example the backlog. Hidden when zero if `hideZero`. */
export interface StatusBlock extends BlockBase {
  kind: 'status';
  style: TextStyle;
  value: 'waiting' | 'reads' | 'crossings' | 'unknown' | 'data-age' | 'session-name';
  before: string;
  after: string;
  hideZero: boolean;
}

export type Block = ShapeBlock | TextBlock | ClockBlock | ListBlock | StatusBlock;

/** One arrangement of blocks for a shape of screen. A screen takes the layout whose ratio is nearest to its own. */
export interface Layout {
  name: string;
  canvas: { widthPx: number; heightPx: number; background: Colour; safeAreaPct: number };
  blocks: Block[];
}

/** A screen's design: typed data, never markup. */
export interface TemplateDocument {
  schemaVersion: number;
  id: string;
  name: string;
  airing: AiringSettings;
  /** Cards of unknown bibs come on air (`show`) or are only counted for the operator (`hide`). */
  unknownBibs: 'show' | 'hide';
  layouts: Layout[];
}
