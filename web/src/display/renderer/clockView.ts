import type { ClockBlock } from '@project88/core/displays/document/blocks.ts';
import type { Fit } from '@project88/core/displays/document/style.ts';
import { type ClockBasis, clockText } from '@project88/core/displays/text/clock.ts';
import { createFitter, createTextBox } from './textBox.ts';
import type { Tools, View } from './view.ts';

const CLOCK_FIT: Fit = { mode: 'shrink', minScale: 0.2 };

export function createClockView(block: ClockBlock, { document, measure }: Tools): View {
  const box = createTextBox(document, block.style);
  const fitter = createFitter(block.style, CLOCK_FIT, measure);
  let basis: ClockBasis | null = null;
  return {
    element: box.element,
    resize: fitter.resize,
    render({ status: { gunAtMs, guns }, session: { timeZone } }) {
      basis = { gunAtMs, guns, timeZone };
    },
    tick(nowMs) {
      if (basis !== null) box.set(fitter.fit([clockText(block, basis, nowMs)]));
    },
    forget: fitter.forget,
  };
}
