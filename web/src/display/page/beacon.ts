/** Columns and rows of the grid: 16 bits of the revision, with a frame around that a camera finds. */
const COLUMNS = 4;
const BITS = COLUMNS * COLUMNS;
/** Side of a square in CSS pixels: legible in a film of a wall from twenty metres. */
const SQUARE_PX = 28;

/**
 * Paint revisions as a grid of black and white squares in the lower left corner, for filming the time from a mat to the
 * light of a wall. White is one; the highest bit is at the upper left.
 */
export function createBeacon(document: Document): (rev: number) => void {
  const canvas = document.createElement('canvas');
  const sidePx = (COLUMNS + 2) * SQUARE_PX;
  canvas.className = 'beacon';
  canvas.width = sidePx;
  canvas.height = sidePx;
  document.body.append(canvas);
  const paint = canvas.getContext('2d');
  return (rev) => {
    canvas.dataset.rev = String(rev);
    if (paint === null) return;
    paint.fillStyle = '#808080';
    paint.fillRect(0, 0, sidePx, sidePx);
    for (const [index, isOne] of beaconBits(rev).entries()) {
      paint.fillStyle = isOne ? '#ffffff' : '#000000';
      const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)];
      paint.fillRect((column + 1) * SQUARE_PX, (row + 1) * SQUARE_PX, SQUARE_PX, SQUARE_PX);
    }
  };
}

/** The lowest bits of a revision, highest first. */
export function beaconBits(rev: number): boolean[] {
  return Array.from({ length: BITS }, (_, index) => ((rev >> (BITS - 1 - index)) & 1) === 1);
}
