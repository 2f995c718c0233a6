/** A part of a picture, in its whole pixels. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  widthPx: number;
  heightPx: number;
}

interface Point {
  x: number;
  y: number;
}

export function wholeOf({ widthPx, heightPx }: Size): Part {
  return { left: 0, top: 0, width: widthPx, height: heightPx };
}

/** The part between two points in pixels of the picture, whichever is dragged first; inside of it, and never empty. */
export function partBetween(one: Point, other: Point, { widthPx, heightPx }: Size): Part {
  const [left, right] = span(one.x, other.x, widthPx);
  const [top, bottom] = span(one.y, other.y, heightPx);
  return { left, top, width: right - left, height: bottom - top };
}

function span(one: number, other: number, mostPx: number): [from: number, to: number] {
  const inside = (value: number) => Math.min(Math.max(Math.round(value), 0), mostPx);
  const from = Math.min(inside(Math.min(one, other)), mostPx - 1);
  return [from, Math.max(inside(Math.max(one, other)), from + 1)];
}
