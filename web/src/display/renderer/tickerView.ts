import type { TickerBlock } from '@project88/core/displays/document/blocks.ts';
import { crowdCards } from '@project88/core/displays/screen/arrange.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { formatSegments, upperCase } from '@project88/core/displays/text/format.ts';
import { createTextBox } from './textBox.ts';
import type { Tools, View } from './view.ts';

/** Copies of one round beside each other; more are never needed, because a short round is made longer first. */
const LETTERS_LIMIT = 4_000;

/**
 * A line that runs from right to left. Where it stands is a function of the server's clock, so all screens show the same
 * letters at the same moment. New words wait for the end of a round, because a line that jumps cannot be read.
 */
export function createTickerView(block: TickerBlock, { document, measure, isCalm }: Tools): View {
  const box = createTextBox(document, { ...block.style, align: 'left' });
  const line = box.element.firstElementChild as HTMLElement;
  line.classList.add('running');
  // What runs in and out is cut at the edge.
  box.element.style.overflowClipMargin = '0px';
  let widthPx = 0;
  let roundPx = 0;
  let shown = '';
  let wanted = '';
  let lastPx = 0;

  function show(words: string): void {
    shown = words;
    const text = block.style.upper ? upperCase(words) : words;
    roundPx = text === '' ? 0 : measure(text, block.style);
    const copies =
      roundPx === 0
        ? 0
        : Math.min(Math.ceil(widthPx / roundPx) + 1, Math.ceil(LETTERS_LIMIT / text.length) + 1);
    box.set({ lines: [text.repeat(copies)], scale: 1 });
  }

  return {
    element: box.element,
    resize(width) {
      widthPx = width;
      show(shown);
    },
    render(state) {
      wanted = words(block, state);
      if (shown === '' || wanted === '') show(wanted);
    },
    tick(nowMs) {
      if (roundPx === 0) return;
      const ranPx = (nowMs / 1000) * block.speedPxPerS;
      // Who wants no movement reads it in pieces.
      const atPx = (isCalm() ? Math.floor(ranPx / widthPx) * widthPx : ranPx) % roundPx;
      if (atPx < lastPx && shown !== wanted) show(wanted);
      lastPx = atPx;
      line.style.transform = `translateX(${-atPx}px)`;
    },
    forget: () => show(shown),
  };
}

/** One round of the line: every text with the separator behind it. */
function words(block: TickerBlock, state: ScreenState): string {
  const cards =
    block.source === 'text' ? [null] : block.source === 'recent' ? state.recent : crowdCards(state);
  return cards
    .map((card) => formatSegments(block.segments, card))
    .filter((text) => text !== '')
    .map((text) => text + block.separator)
    .join('');
}
