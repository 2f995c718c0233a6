import type { Block } from '@project88/core/displays/document/blocks.ts';
import { ClockPanel } from './kinds/ClockPanel.tsx';
import { ListPanel } from './kinds/ListPanel.tsx';
import { MessagePanel } from './kinds/MessagePanel.tsx';
import { PicturePanel } from './kinds/PicturePanel.tsx';
import { QrPanel } from './kinds/QrPanel.tsx';
import { ShapePanel } from './kinds/ShapePanel.tsx';
import { SponsorPanel } from './kinds/SponsorPanel.tsx';
import { StatusPanel } from './kinds/StatusPanel.tsx';
import { TextPanel } from './kinds/TextPanel.tsx';
import { TickerPanel } from './kinds/TickerPanel.tsx';

/** What is special about a kind of block. */
export function BlockPanel({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return <TextPanel block={block} />;
    case 'clock':
      return <ClockPanel block={block} />;
    case 'list':
      return <ListPanel block={block} />;
    case 'image':
      return <PicturePanel block={block} />;
    case 'shape':
      return <ShapePanel block={block} />;
    case 'status':
      return <StatusPanel block={block} />;
    case 'message':
      return <MessagePanel block={block} />;
    case 'sponsor':
      return <SponsorPanel block={block} />;
    case 'ticker':
      return <TickerPanel block={block} />;
    case 'qr':
      return <QrPanel block={block} />;
  }
}
