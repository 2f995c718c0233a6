import type { QrBlock } from '@project88/core/displays/document/blocks.ts';
import { encode } from 'uqr';
import { cssColour, type Tools, type View } from './view.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Light modules around the code, which readers need to find it. */
const QUIET_MODULES = 2;

export function createQrView(block: QrBlock, { document }: Tools): View {
  const element = document.createElement('div');
  element.style.background = cssColour(block.fill);
  const { data, size } = encode(block.text, { border: QUIET_MODULES });
  const drawing = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  drawing.setAttribute('viewBox', `0 0 ${size} ${size}`);
  drawing.setAttribute('shape-rendering', 'crispEdges');
  path.setAttribute('d', outline(data));
  path.style.fill = cssColour(block.colour);
  drawing.append(path);
  element.append(drawing);
  return { element };
}

/** The dark modules, row by row, one rectangle for each run. */
function outline(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  }
  return path;
}
