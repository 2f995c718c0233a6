import type { Segment, TextField } from './fields.ts';
import type { BlockMotion, Border, Box, Colour, Fill, Fit, Shadow, TextStyle } from './style.ts';

/**
 * What a screen is doing: nobody is on air; one finisher; several at once in a grid; a crowd in a dense list; a message
 * of the operator. A screen that is blacked out shows no block at all.
 */
export const BLOCK_MODES = ['resting', 'active', 'grid', 'ticker', 'message'] as const;
export type BlockMode = (typeof BLOCK_MODES)[number];
export type ScreenMode = BlockMode | 'blackout';

/** Conditions on the card: a label can vanish with its value, or give its place to another text. */
export interface CardCondition {
  /** Shown only when this field of the card is filled. */
  when?: TextField;
  /** Shown only when this field of the card is empty. */
  unless?: TextField;
}

/** What a block may have differently in one mode. */
export interface ModeChange {
  box?: Box;
  rotationDeg?: number;
  opacity?: number;
}

export interface BlockBase extends CardCondition {
  id: string;
  /** What people call it; absent: what it shows. */
  name?: string;
  box: Box;
  /** Clockwise, about the centre of the box. */
  rotationDeg?: number;
  /** 0 to 1. */
  opacity?: number;
  /** Modes in which it is shown. Absent: always. */
  modes?: BlockMode[];
  inMode?: Partial<Record<BlockMode, ModeChange>>;
  motion?: { enter?: BlockMotion; leave?: BlockMotion; update?: BlockMotion };
  /** Blocks with the same group move together. */
  group?: string;
  /** Not to be moved or changed by accident. */
  locked?: boolean;
  /** Kept in the design, drawn nowhere. */
  hidden?: boolean;
}

export interface ShapeBlock extends BlockBase {
  kind: 'shape';
  form?: 'rectangle' | 'ellipse';
  fill: Fill;
  radiusPx?: number;
  border?: Border;
  shadow?: Shadow;
}

/** Text from the card on air, or fixed text. */
export interface TextBlock extends BlockBase {
  kind: 'text';
  style: TextStyle;
  segments: Segment[];
  /** What stands there when the card is of an unknown bib; absent: the block is left empty then. */
  unknownSegments?: Segment[];
  fit: Fit;
}

/** A picture of the partner's own. `crop` is the part that is shown, as shares of its width and height. */
export interface ImageBlock extends BlockBase {
  kind: 'image';
  /** Identifier of the asset; null: a place that is kept for a picture. */
  asset: string | null;
  fit: 'contain' | 'cover' | 'stretch';
  crop?: Box;
  radiusPx?: number;
}

/**
 * A running clock. `race`: since the first gun, or since that of `wave`. `race-or-time-of-day`: the time of day until the
 * gun goes. `countdown`: until the time of day `until` at the venue.
 */
export interface ClockBlock extends BlockBase {
  kind: 'clock';
  style: TextStyle;
  source: 'race' | 'time-of-day' | 'race-or-time-of-day' | 'countdown';
  wave?: string;
  /** `HH:MM` or `HH:MM:SS`. */
  until?: string;
  /** `short` leaves the seconds out. */
  precision?: 'short' | 'seconds' | 'tenths';
  /** Shown by a race clock before the gun, and by a countdown that is over. */
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

/**
 * Where the rows of a list come from: `recent` crossings, newest first; the `queue` of those who wait to be on air; the
 * `crowd` that is on air at once; the `leaderboard` of a group; the `splits` of the runner on air; those `approaching`
 * who were seen at an earlier mat.
 */
export const LIST_SOURCES = ['recent', 'queue', 'crowd', 'leaderboard', 'splits', 'approaching'] as const;
export type ListSource = (typeof LIST_SOURCES)[number];

/** Whose places a leaderboard shows. Empty texts: everybody. */
export interface BoardQuery {
  race: string;
  sex: string;
  division: string;
  /** Which of the places of a result counts. */
  by: 'overall' | 'sex' | 'division';
  /** So many places, from the first. */
  most: number;
}

export interface ListBlock extends BlockBase {
  kind: 'list';
  source: ListSource;
  /** Only for `leaderboard`. */
  board?: BoardQuery;
  rows: number;
  /** Rows stand beside each other in so many columns, filled one after the other. */
  columns?: number;
  columnGapPx?: number;
  rowHeightPx: number;
  gapPx: number;
  cells: ListCell[];
  rowFill: Colour;
  rowRadiusPx?: number;
  /** Fill of a row that has just come. */
  newRowFill: Colour;
  /** More rows than fit: turn pages, each shown so long. Absent: only the first are shown. */
  pageMs?: number;
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

/** The operator's message. */
export interface MessageBlock extends BlockBase {
  kind: 'message';
  style: TextStyle;
  fit: Fit;
}

/** Pictures in turn, each for its time. The server's clock decides which, so all screens show the same one. */
export interface SponsorBlock extends BlockBase {
  kind: 'sponsor';
  items: { asset: string; name: string; dwellMs: number }[];
  fit: 'contain' | 'cover';
  fadeMs: number;
}

/** A line that runs from right to left: fixed text, or one text for each of the recent crossings. */
export interface TickerBlock extends BlockBase {
  kind: 'ticker';
  style: TextStyle;
  source: 'text' | 'recent' | 'crowd';
  segments: Segment[];
  separator: string;
  speedPxPerS: number;
}

/** A QR code. `text` is an address or any other text. */
export interface QrBlock extends BlockBase {
  kind: 'qr';
  text: string;
  colour: Colour;
  fill: Colour;
}

export type Block =
  | ShapeBlock
  | TextBlock
  | ImageBlock
  | ClockBlock
  | ListBlock
  | StatusBlock
  | MessageBlock
  | SponsorBlock
  | TickerBlock
  | QrBlock;

export type BlockKind = Block['kind'];
