import type { ShapeBlock } from '@project88/core/displays/document/blocks.ts';
import { place } from './textBox.ts';
import type { Tools, View } from './view.ts';

export function createShapeView(block: ShapeBlock, { document }: Tools): View {
  const element = document.createElement('div');
  place(element, block.box);
  element.style.background = background(block.fill);
  if (block.radiusPx !== undefined) element.style.borderRadius = `${block.radiusPx}px`;
  return { element, render() {} };
}

function background(fill: ShapeBlock['fill']): string {
  if (typeof fill === 'string') return fill;
  return `linear-gradient(${fill.angleDeg}deg, ${fill.from}, ${fill.to})`;
}
