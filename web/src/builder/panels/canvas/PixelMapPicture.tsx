import type { Canvas, PixelSlice } from '@project88/core/displays/document/template.ts';
import looks from './Canvas.module.css';

interface PixelMapPictureProps {
  map: NonNullable<Canvas['pixelMap']>;
  canvas: Canvas;
}

/** Where the pieces are taken from, and where they lie on the output. Those that reach beyond it are marked. */
export function PixelMapPicture({ map, canvas }: PixelMapPictureProps) {
  const count = map.slices.length;
  return (
    <>
      <Sheet
        label={`${count} ${count === 1 ? 'piece' : 'pieces'} on the canvas`}
        widthPx={canvas.widthPx}
        heightPx={canvas.heightPx}
        boxes={map.slices.map(({ from }) => from)}
      />
      <Sheet
        label={`${count} ${count === 1 ? 'piece' : 'pieces'} on the output`}
        widthPx={map.widthPx}
        heightPx={map.heightPx}
        boxes={map.slices.map(onOutput)}
      />
    </>
  );
}

function onOutput({ from, toX, toY, turns = 0 }: PixelSlice): PixelSlice['from'] {
  const [width, height] = turns % 2 === 0 ? [from.width, from.height] : [from.height, from.width];
  return { x: toX, y: toY, width, height };
}

interface SheetProps {
  label: string;
  widthPx: number;
  heightPx: number;
  boxes: readonly PixelSlice['from'][];
}

function Sheet({ label, widthPx, heightPx, boxes }: SheetProps) {
  return (
    <svg className={looks.map} viewBox={`0 0 ${widthPx} ${heightPx}`} role="img" aria-label={label}>
      {boxes.map(({ x, y, width, height }, at) => {
        const isOutside = x < 0 || y < 0 || x + width > widthPx || y + height > heightPx;
        const size = Math.max(widthPx / 24, Math.min(height * 0.6, widthPx / 14));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is their name
          <g key={at}>
            <rect
              className={looks.slice}
              data-outside={isOutside || undefined}
              x={x}
              y={y}
              width={width}
              height={height}
            />
            <text className={looks.sliceNumber} x={x + width / 2} y={y + height / 2} fontSize={size}>
              {at + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
