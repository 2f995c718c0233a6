/** Limits of pictures: name, unit, reason. */
export const ASSET_LIMITS = {
  /** Bytes of an uploaded picture: a 50-megapixel photo at the best quality of a camera is 30 MB. */
  uploadBytes: 32 * 1024 * 1024,
  /** Bytes of a drawing: honest ones are below 1 MB, and the time to draw one grows with it. */
  svgBytes: 4 * 1024 * 1024,
  /** Pixels of a picture: what the cameras of phones make. Above it a file is a bomb or a map. */
  pixels: 50_000_000,
  /** Pixels of the longer side that are kept, and to which drawings are drawn: a 4K screen. */
  keptSidePx: 3_840,
  /** What is longer keeps its length while it has no more pixels than a 4K screen: LED strips are long and low. */
  keptPixels: 3_840 * 2_160,
  /** Pixels of the longer side that WebP can hold. */
  sidePx: 16_383,
  /** How long one picture may take, in ms: twice what 50 megapixels take on a slow machine. */
  workMs: 30_000,
  /** Memory of the process that reads one, in bytes: a turned 50-megapixel photo takes half of it. */
  workBytes: 1024 * 1024 * 1024,
  /** Pictures that are worked on at the same time: each takes one core, and the race goes first. */
  atOnce: 2,
  /** The same of one partner, so that others have their turn. */
  atOncePerPartner: 1,
  /** Pictures of one partner that wait; the uploads at once are fewer. */
  waiting: 20,
  /** Uploads whose bytes are in memory at the same time, of all partners together: 256 MB. */
  bodiesAtOnce: 8,
  /** Bytes of pictures that are kept in memory for screens: all of an installation's busiest day. */
  cachedBytes: 96 * 1024 * 1024,
  /** How long the memory is trusted, in ms: another process may have deleted the picture. */
  cachedMs: 60_000,
  /** Templates that an answer names as users of a picture. */
  listedUses: 100,
} as const;
