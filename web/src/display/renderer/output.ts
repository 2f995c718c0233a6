import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { Box } from '@project88/core/displays/document/style.ts';
import type { Background, PixelSlice } from '@project88/core/displays/document/template.ts';
import { cssColour, cssFill } from './view.ts';

const SIZES = { cover: 'cover', contain: 'contain', stretch: '100% 100%' };

/** Paint what lies behind all blocks. `picture` gives the address of an image. */
export function paintBackground(
  element: HTMLElement,
  background: Background,
  picture: (assetId: string) => string,
): void {
  const { style } = element;
  switch (background.kind) {
    case 'fill':
      style.background = cssFill(background.fill);
      return;
    case 'transparent':
      style.background = 'transparent';
      return;
    case 'image': {
      style.background = cssColour(background.behind);
      style.backgroundImage = `url(${JSON.stringify(picture(background.asset))})`;
      style.backgroundPosition = 'center';
      style.backgroundRepeat = 'no-repeat';
      style.backgroundSize = SIZES[background.fit];
    }
  }
}

/** A window on the output, through which one piece of the canvas is seen. */
export function createSlice(document: Document, slice: PixelSlice, canvas: HTMLElement): HTMLElement {
  const window = document.createElement('div');
  const { x, y, width, height } = slice.from;
  const turns = slice.turns ?? 0;
  const isUpright = turns % 2 === 0;
  window.className = 'slice';
  Object.assign(window.style, {
    left: `${slice.toX}px`,
    top: `${slice.toY}px`,
    width: `${isUpright ? width : height}px`,
    height: `${isUpright ? height : width}px`,
  });
  // Turned about the piece's own corner, then pushed back into the window.
  const push = [
    [0, 0],
    [height, 0],
    [width, height],
    [0, width],
  ][turns] ?? [0, 0];
  canvas.style.transform = `translate(${push[0]}px, ${push[1]}px) rotate(${turns * 90}deg) translate(${-x}px, ${-y}px)`;
  window.append(canvas);
  return window;
}

/** Blocks that can be seen through a piece of the canvas, in any mode. A rotated block may reach anywhere near it. */
export function blocksIn(slice: PixelSlice, blocks: readonly Block[]): Block[] {
  return blocks.filter((block) => {
    const changes = Object.values(block.inMode ?? {});
    const boxes = [block.box, ...changes.flatMap(({ box }) => (box ? [box] : []))];
    const isTurned = Boolean(block.rotationDeg) || changes.some(({ rotationDeg }) => rotationDeg);
    return boxes.some((box) =>
      overlaps(slice.from, box, isTurned ? Math.hypot(box.width, box.height) : box.height),
    );
  });
}

/** Whether a box comes within `aroundPx` of another: letters and shadows reach beyond their box. */
function overlaps(a: Box, b: Box, aroundPx: number): boolean {
  return (
    b.x - aroundPx < a.x + a.width &&
    b.x + b.width + aroundPx > a.x &&
    b.y - aroundPx < a.y + a.height &&
    b.y + b.height + aroundPx > a.y
  );
}
