import type { ImageBlock } from '@project88/core/displays/document/blocks.ts';
import type { Box } from '@project88/core/displays/document/style.ts';
import type { Tools, View } from './view.ts';

const FITS: Record<ImageBlock['fit'], string> = { contain: 'contain', cover: 'cover', stretch: 'fill' };

/** A picture that cannot be had leaves its place empty. */
export function createPicture(document: Document, fit: ImageBlock['fit']): HTMLImageElement {
  const picture = document.createElement('img');
  picture.alt = '';
  picture.draggable = false;
  picture.style.objectFit = FITS[fit];
  return picture;
}

export function createImageView({ asset, fit, crop, radiusPx }: ImageBlock, tools: Tools): View {
  const element = tools.document.createElement('div');
  if (asset === null) return { element };
  const picture = createPicture(tools.document, fit);
  element.append(picture);
  element.className = 'picture';
  if (radiusPx !== undefined) element.style.borderRadius = `${radiusPx}px`;
  if (crop) picture.style.setProperty('object-view-box', inset(crop));
  return {
    element,
    resize(widthPx) {
      const source = tools.picture(asset, widthPx / (crop?.width || 1));
      if (picture.getAttribute('src') !== source) picture.setAttribute('src', source);
    },
  };
}

/** The part of a picture as its distances from the four sides. */
function inset({ x, y, width, height }: Box): string {
  const percent = (share: number): string => `${Math.max(0, share) * 100}%`;
  return `inset(${percent(y)} ${percent(1 - x - width)} ${percent(1 - y - height)} ${percent(x)})`;
}
