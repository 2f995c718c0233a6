import type { ShapeBlock } from '@project88/core/displays/document/blocks.ts';
import { cssColour, cssFill, type Tools, type View } from './view.ts';

export function createShapeView(
  { fill, form, radiusPx, border, shadow }: ShapeBlock,
  { document }: Tools,
): View {
  const element = document.createElement('div');
  const { style } = element;
  style.background = cssFill(fill);
  if (form === 'ellipse') style.borderRadius = '50%';
  else if (radiusPx !== undefined) style.borderRadius = `${radiusPx}px`;
  if (border) style.border = `${border.widthPx}px solid ${cssColour(border.colour)}`;
  // A gradient would begin again under its border.
  if (border) style.backgroundOrigin = 'border-box';
  if (shadow) {
    style.boxShadow = `${shadow.dxPx}px ${shadow.dyPx}px ${shadow.blurPx}px ${cssColour(shadow.colour)}`;
  }
  return { element };
}
