import type { Point } from '@project88/core/displays/edit/geometry.ts';

/** The pointer at one moment, in screen pixels of the working area. */
export interface Pointer {
  at: Point;
  shift: boolean;
  alt: boolean;
  /** Control or command: do not snap, and reach into a group. */
  control: boolean;
}
