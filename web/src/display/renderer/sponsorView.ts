import type { SponsorBlock } from '@project88/core/displays/document/blocks.ts';
import { sponsorAt } from '@project88/core/displays/screen/sponsors.ts';
import { createPicture } from './imageView.ts';
import type { Tools, View } from './view.ts';

/** Pictures in turn. Which one, and how far it has faded in, is told by the server's clock alone. */
export function createSponsorView(block: SponsorBlock, tools: Tools): View {
  const element = tools.document.createElement('div');
  element.className = 'picture';
  const pictures = new Map<number, HTMLImageElement>();
  let widthPx = 0;

  function picture(index: number): HTMLImageElement | null {
    const item = block.items[index];
    if (item === undefined) return null;
    const known = pictures.get(index);
    if (known !== undefined) return known;
    const made = createPicture(tools.document, block.fit);
    made.src = tools.picture(item.asset, widthPx);
    made.style.opacity = '0';
    pictures.set(index, made);
    element.append(made);
    return made;
  }

  return {
    element,
    resize(width) {
      if (width > widthPx) {
        for (const [index, each] of pictures)
          each.src = tools.picture(block.items[index]?.asset ?? '', width);
      }
      widthPx = Math.max(widthPx, width);
    },
    tick(nowMs) {
      const turn = sponsorAt(block, nowMs);
      if (turn === null) return;
      const count = block.items.length;
      const fadeMs = tools.isCalm() || count === 1 ? 0 : block.fadeMs;
      const share = fadeMs === 0 ? 1 : Math.min(1, (nowMs - turn.sinceMs) / fadeMs);
      const before = (turn.index + count - 1) % count;
      picture(turn.index);
      picture((turn.index + 1) % count); // The next one is fetched in time.
      for (const [index, each] of pictures) {
        const opacity = index === turn.index ? share : index === before ? 1 - share : 0;
        if (each.style.opacity !== String(opacity)) each.style.opacity = String(opacity);
      }
    },
  };
}
