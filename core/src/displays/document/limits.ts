/** Limits of a template document: far above what a readable screen holds, low enough to draw in one frame. */
export const TEMPLATE_LIMITS = {
  layouts: 12,
  blocks: 200,
  segments: 20,
  listRows: 60,
  listColumns: 10,
  listCells: 20,
  sponsors: 60,
  /** Characters of one text. */
  text: 500,
  /** Colours of a theme. */
  colours: 32,
  /** Largest side of a canvas in pixels: LED banners reach about 9,000. */
  canvasPx: 16_384,
  /** Pieces of a pixel map. */
  slices: 64,
  /** An hour on air is longer than any race needs. */
  airingMs: 3_600_000,
  /** Places of a grid or dense list on air. */
  crowdCards: 60,
  /** A movement that is longer would hide what it shows. */
  motionMs: 5_000,
} as const;
