import type { Box } from '../document/style.ts';

/** A point or a distance, in design pixels unless its name says otherwise. */
export interface Point {
  x: number;
  y: number;
}

/** A box that is turned clockwise about its centre. */
export interface TurnedBox {
  box: Box;
  rotationDeg: number;
}

export function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** A box of a size about a centre. */
export function boxAbout(centre: Point, width: number, height: number): Box {
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** Turn a distance clockwise (the y axis points down). Quarter turns are exact. */
export function turn({ x, y }: Point, degrees: number): Point {
  const { cos, sin } = cosSin(degrees);
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

function cosSin(degrees: number): { cos: number; sin: number } {
  const quarters = degrees / 90;
  if (Number.isInteger(quarters)) {
    const index = ((quarters % 4) + 4) % 4;
    return { cos: [1, 0, -1, 0][index] as number, sin: [0, 1, 0, -1][index] as number };
  }
  const radians = (degrees * Math.PI) / 180;
  return { cos: Math.cos(radians), sin: Math.sin(radians) };
}

/** Turn a point about another. */
export function turnAbout(point: Point, pivot: Point, degrees: number): Point {
  const turned = turn({ x: point.x - pivot.x, y: point.y - pivot.y }, degrees);
  return { x: pivot.x + turned.x, y: pivot.y + turned.y };
}

/** The corners as they are seen: upper left, upper right, lower right, lower left of the box before it was turned. */
export function cornersOf({ box, rotationDeg }: TurnedBox): [Point, Point, Point, Point] {
  const centre = centreOf(box);
  const corner = (right: 0 | 1, down: 0 | 1): Point =>
    turnAbout({ x: box.x + right * box.width, y: box.y + down * box.height }, centre, rotationDeg);
  return [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
}

/** The smallest upright box around turned boxes; null for none. */
export function boundsOf(boxes: readonly TurnedBox[]): Box | null {
  if (boxes.length === 0) return null;
  const points = boxes.flatMap(cornersOf);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Whether a point lies in a turned box, its edge included. */
export function contains({ box, rotationDeg }: TurnedBox, point: Point): boolean {
  const { x, y } = turnAbout(point, centreOf(box), -rotationDeg);
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** Whether two upright boxes share a point. */
export function overlap(one: Box, other: Box): boolean {
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

/** The same direction between -180 (excluded) and 180 degrees. */
export function plainDegrees(degrees: number): number {
  const within = ((degrees % 360) + 360) % 360;
  return within > 180 ? within - 360 : within;
}
