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

/** How far a key moves: one step, or with Control ten; in shares of the longer side, so that any picture takes as many presses. */
const STEP_SHARE = 0.01;

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
}

/** What an arrow makes of the part: moved, or with Shift its right and lower side; null for other keys. Stays inside. */
export function partAfterKey(part: Part, press: KeyPress, { widthPx, heightPx }: Size): Part | null {
  const arrow = ARROWS[press.key];
  if (arrow === undefined) return null;
  const stepPx = Math.max(1, Math.round(Math.max(widthPx, heightPx) * STEP_SHARE)) * (press.ctrlKey ? 10 : 1);
  const [x, y] = [arrow[0] * stepPx, arrow[1] * stepPx];
  if (press.shiftKey)
    return {
      ...part,
      width: between(part.width + x, 1, widthPx - part.left),
      height: between(part.height + y, 1, heightPx - part.top),
    };
  return {
    ...part,
    left: between(part.left + x, 0, widthPx - part.width),
    top: between(part.top + y, 0, heightPx - part.height),
  };
}

const between = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));

/** The part in words, for whoever hears the page. */
export const partInWords = ({ left, top, width, height }: Part) =>
  `${width} × ${height} pixels, ${left} from the left, ${top} from the top`;
