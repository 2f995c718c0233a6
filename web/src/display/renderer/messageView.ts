import type { MessageBlock } from '@project88/core/displays/document/blocks.ts';
import { cleanText } from '@project88/core/displays/text/clean.ts';
import { createFitter, createTextBox } from './textBox.ts';
import type { Tools, View } from './view.ts';

/** What the operator wrote; empty while there is no message. */
export function createMessageView(block: MessageBlock, { document, measure }: Tools): View {
  const box = createTextBox(document, block.style);
  const fitter = createFitter(block.style, block.fit, measure);
  let sinceMs: number | null = null;
  return {
    element: box.element,
    resize: fitter.resize,
    render({ program: { message } }, motion) {
      box.set(fitter.fit([cleanText(message?.text ?? '')]));
      if (message !== null && sinceMs !== null && message.sinceMs !== sinceMs) {
        motion.update(box.element, block.motion);
      }
      sinceMs = message?.sinceMs ?? null;
    },
    forget: fitter.forget,
  };
}
