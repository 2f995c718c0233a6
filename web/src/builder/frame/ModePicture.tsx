import type { BlockMode } from '@project88/core/displays/document/blocks.ts';

const PARTS: Record<BlockMode, readonly (readonly [x: number, y: number, width: number, height: number])[]> =
  {
    resting: [[6, 6, 6, 2]],
    active: [
      [4, 4, 4, 6],
      [9, 5, 6, 4],
    ],
    grid: [
      [3, 3, 5, 3.5],
      [10, 3, 5, 3.5],
      [3, 7.8, 5, 3.5],
      [10, 7.8, 5, 3.5],
    ],
    ticker: [
      [3, 3, 12, 1.4],
      [3, 5.4, 12, 1.4],
      [3, 7.8, 12, 1.4],
      [3, 10.2, 12, 1.4],
    ],
    message: [
      [3, 4.5, 12, 2],
      [5, 8, 8, 2],
    ],
  };

/** A mode as a small drawn screen. */
export function ModePicture({ mode }: { mode: BlockMode }) {
  return (
    <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true" fill="currentColor">
      <rect
        x="0.6"
        y="0.6"
        width="16.8"
        height="12.8"
        rx="2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
      />
      {PARTS[mode].map(([x, y, width, height]) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={width} height={height} rx="0.6" />
      ))}
    </svg>
  );
}
