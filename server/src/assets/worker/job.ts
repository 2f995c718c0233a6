import type { SourceMime } from '../kinds.ts';

/** What the process that reads pictures is asked; it comes over the channel between the two. */
export interface Job {
  bytes: Uint8Array;
  kind: SourceMime;
  /** Only this part, in pixels of the picture. */
  part?: { left: number; top: number; width: number; height: number };
  widthsPx: readonly number[];
  limits: Readonly<Record<'pixels' | 'keptPixels' | 'keptSidePx' | 'sidePx' | 'workBytes', number>>;
}

/** One size of a picture, as WebP. */
export interface MadeFile {
  widthPx: number;
  heightPx: number;
  bytes: Uint8Array;
}

/** What comes back. */
export type Made =
  | {
      ok: true;
      /** Smallest first; the last one is the picture. */
      files: MadeFile[];
      /** The file had more pictures, as an animation has; the first was taken. */
      hadMore: boolean;
      /** The file was larger than what is kept. */
      wasLarger: boolean;
    }
  | { ok: false; reason: string };
