import type { Block } from '@project88/core/displays/document/blocks.ts';
import { createClockView } from './clockView.ts';
import { createImageView } from './imageView.ts';
import { createListView } from './listView.ts';
import { createMessageView } from './messageView.ts';
import { createQrView } from './qrView.ts';
import { createShapeView } from './shapeView.ts';
import { createSponsorView } from './sponsorView.ts';
import { createStatusView } from './statusView.ts';
import { createTextView } from './textView.ts';
import { createTickerView } from './tickerView.ts';
import type { Tools, View } from './view.ts';

export function createView(block: Block, tools: Tools): View {
  switch (block.kind) {
    case 'shape':
      return createShapeView(block, tools);
    case 'text':
      return createTextView(block, tools);
    case 'image':
      return createImageView(block, tools);
    case 'clock':
      return createClockView(block, tools);
    case 'list':
      return createListView(block, tools);
    case 'status':
      return createStatusView(block, tools);
    case 'message':
      return createMessageView(block, tools);
    case 'sponsor':
      return createSponsorView(block, tools);
    case 'ticker':
      return createTickerView(block, tools);
    case 'qr':
      return createQrView(block, tools);
  }
}
