import type { Block, BlockKind } from '@project88/core/displays/document/blocks.ts';
import type { Segment } from '@project88/core/displays/document/fields.ts';
import type { Box } from '@project88/core/displays/document/style.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';

/** What people call the kinds of blocks. */
export const KIND_WORDS: Record<BlockKind, string> = {
  shape: 'Shape',
  text: 'Text',
  image: 'Picture',
  clock: 'Clock',
  list: 'List',
  status: 'Number',
  message: 'Message',
  sponsor: 'Sponsors',
  ticker: 'Ticker',
  qr: 'QR code',
};

/** The name of a block: its own, or what it shows. */
export function blockName(block: Block): string {
  if (block.name !== undefined) return block.name;
  if (block.kind === 'text' || block.kind === 'ticker') {
    const words = segmentWords(block.segments);
    if (words !== '') return words.length > 40 ? `${words.slice(0, 39)}…` : words;
  }
  return KIND_WORDS[block.kind];
}

/** Fixed words as they are, fields by what people call them. */
function segmentWords(segments: readonly Segment[]): string {
  const words = segments.map((each) => ('text' in each ? each.text : FIELD_WORDS[each.field]));
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

/** A block for those who do not see it: kind, name, place and what is special. Lengths are design pixels. */
export function blockLabel(block: Block, { x, y, width, height }: Box): string {
  const rounded = [x, y, width, height].map(Math.round);
  const [left, top, across, down] = rounded;
  const name = blockName(block);
  const kind = KIND_WORDS[block.kind];
  const parts = [
    name === kind ? kind : `${kind}: ${name}`,
    `left ${left}, top ${top}`,
    `${across} by ${down} pixels`,
    ...(block.locked ? ['locked'] : []),
    ...(block.group === undefined ? [] : ['in a group']),
  ];
  return parts.join(', ');
}
