import type { Box } from '@project88/core/displays/document/style.ts';

/** Put an element at a box of its parent, in design pixels. */
export function place(element: HTMLElement, { x, y, width, height }: Box): void {
  Object.assign(element.style, {
    left: `${x}px`,
    top: `${y}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}
