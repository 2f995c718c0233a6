import type { TextBlock } from '@project88/core/displays/document/blocks.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { textVariants } from '@project88/core/displays/text/format.ts';
import { createFitter, createTextBox } from './textBox.ts';
import type { Tools, View } from './view.ts';

/** Text of the card on air. A card of an unknown bib shows only what the template has for it. */
export function createTextView(block: TextBlock, { document, measure }: Tools): View {
  const box = createTextBox(document, block.style);
  const fitter = createFitter(block.style, block.fit, measure);
  let airedId: number | null = null;
  return {
    element: box.element,
    resize: fitter.resize,
    render(state, motion) {
      const card = state.onAir?.card ?? null;
      box.set(fitter.fit(variants(block, card)));
      if (card !== null && card.id !== airedId) motion.update(box.element, block.motion);
      airedId = card?.id ?? null;
    },
    forget: fitter.forget,
  };
}

function variants(block: TextBlock, card: Card | null): string[] {
  if (card === null || card.known) return textVariants(block.segments, card);
  return textVariants(block.unknownSegments ?? [], card);
}
