import type { StatusBlock } from '@project88/core/displays/document/blocks.ts';
import type { Fit } from '@project88/core/displays/document/style.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { statusText } from '@project88/core/displays/text/status.ts';
import { createFitter, createTextBox } from './textBox.ts';
import type { Tools, View } from './view.ts';

const STATUS_FIT: Fit = { mode: 'shrink', minScale: 0.6 };

export function createStatusView(block: StatusBlock, { document, measure }: Tools): View {
  const box = createTextBox(document, block.style);
  const fitter = createFitter(block.style, STATUS_FIT, measure);
  let drawn: ScreenState | null = null;
  const draw = (dataAgeMs: number | null): void => {
    if (drawn !== null) box.set(fitter.fit([statusText(block, drawn, dataAgeMs)]));
  };
  const view: View = {
    element: box.element,
    resize: fitter.resize,
    render(state) {
      drawn = state;
      if (block.value !== 'data-age') draw(null);
    },
    forget: fitter.forget,
  };
  if (block.value === 'data-age') view.tick = (_nowMs, dataAgeMs) => draw(dataAgeMs);
  return view;
}
