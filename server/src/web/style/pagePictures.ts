import type { SitePicture } from '@project88/core/contract/styleImport.ts';

type Attributes = Readonly<Record<string, string>>;
type Kind = SitePicture['kind'];

/** A picture that an element names, its address as it is written. */
export interface NamedPicture extends Omit<SitePicture, 'url'> {
  src: string;
}

const ORDER: readonly Kind[] = ['logo', 'icon', 'cover', 'picture'];

/** Smaller ones count reads or round corners. */
const LEAST_PX = 16;

/** The picture of an element; null: it has none. */
export function pictureOf(name: string, attributes: Attributes, inHeader: boolean): NamedPicture | null {
  if (name === 'img') return imgOf(attributes, inHeader);
  if (name === 'meta') return metaOf(attributes);
  return name === 'link' ? iconOf(attributes) : null;
}

function imgOf(attributes: Attributes, inHeader: boolean): NamedPicture | null {
  const { src = '', alt = '', width, height, id = '', class: classes = '' } = attributes;
  const address = [attributes['data-src'], src, largestOf(attributes.srcset)].find(isAddress);
  if (address === undefined) return null;
  const widthPx = pixels(width);
  const heightPx = pixels(height);
  if ((widthPx ?? LEAST_PX) < LEAST_PX || (heightPx ?? LEAST_PX) < LEAST_PX) return null;
  const isLogo = inHeader || /logo|brand/i.test(`${address} ${alt} ${id} ${classes}`);
  return { src: address, kind: isLogo ? 'logo' : 'picture', words: alt, widthPx, heightPx };
}

function metaOf({ property, name, content = '' }: Attributes): NamedPicture | null {
  if (!/^(og|twitter):image(:url|:secure_url|:src)?$/i.test(property ?? name ?? '')) return null;
  return isAddress(content)
    ? { src: content, kind: 'cover', words: '', widthPx: null, heightPx: null }
    : null;
}

function iconOf({ rel = '', href = '', sizes = '' }: Attributes): NamedPicture | null {
  if (!/(^|\s)(icon|apple-touch-icon(-precomposed)?)(\s|$)/i.test(rel) || !isAddress(href)) return null;
  const [width, height] = /^(\d+)x(\d+)/i.exec(sizes)?.slice(1) ?? [];
  return { src: href, kind: 'icon', words: '', widthPx: pixels(width), heightPx: pixels(height) };
}

/** The widest of a list such as `a.png 320w, b.png 640w`. */
function largestOf(srcset = ''): string | undefined {
  const each = srcset.split(/,\s+/).map((part) => part.trim().split(/\s+/));
  const size = ([, width = '1']: string[]) => Number.parseFloat(width) || 1;
  return each.reduce((best, next) => (size(next) > size(best) ? next : best))[0];
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '' && !/^data:/i.test(text);
}

function pixels(text: string | undefined): number | null {
  const number = /^\d{1,5}(px)?$/.test(text ?? '') ? Number.parseInt(text ?? '', 10) : null;
  return number === 0 ? null : number;
}

/** Logos first, and the larger of a kind before the smaller. */
export function sortPictures(pictures: readonly SitePicture[]): SitePicture[] {
  const rank = ({ kind }: SitePicture) => ORDER.indexOf(kind);
  return [...pictures].sort((a, b) => rank(a) - rank(b) || (b.widthPx ?? 0) - (a.widthPx ?? 0));
}
