import type { Block } from '@project88/core/displays/document/blocks.ts';
import { createClockView } from './clockView.ts';
import { createListView } from './listView.ts';
import { createShapeView } from './shapeView.ts';
import { createStatusView } from './statusView.ts';
import { createTextView } from './textView.ts';
import type { Tools, View } from './view.ts';

export function createView(block: Block, tools: Tools): View {
  switch (block.kind) {
    case 'shape':
      return createShapeView(block, tools);
    case 'text':
      return createTextView(block, tools);
    case 'clock':
      return createClockView(block, tools);
    case 'list':
      return createListView(block, tools);
    case 'status':
      return createStatusView(block, tools);
    default:
      throw new Error(`no view for ${block.kind}`);
  }
}
