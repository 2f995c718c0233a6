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

/** Very flat canvases are drawn higher than they are, so that the numbers can be read. */
function Sheet({ label, widthPx, heightPx, boxes }: SheetProps) {
  const across = (px: number) => `${(px / widthPx) * 100}%`;
  const down = (px: number) => `${(px / heightPx) * 100}%`;
  return (
    <div className={looks.map} style={{ aspectRatio: widthPx / heightPx }} role="img" aria-label={label}>
      {boxes.map(({ x, y, width, height }, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is their name
          key={at}
          className={looks.slice}
          data-outside={x < 0 || y < 0 || x + width > widthPx || y + height > heightPx || undefined}
          style={{ left: across(x), top: down(y), width: across(width), height: down(height) }}
        >
          {at + 1}
        </span>
      ))}
    </div>
  );
}
