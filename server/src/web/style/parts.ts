import type { SitePicture } from '@project88/core/contract/styleImport.ts';

/** A colour as somebody wrote it, and how much it counts. */
export interface Weighed {
  text: string;
  weight: number;
}

/** What a page says by itself, before its style sheets are there. Plain data: it goes from one thread to another. */
export interface PageParts {
  title: string;
  /** Addresses of its style sheets, in order. */
  sheets: string[];
  /** Styles that stand in it. */
  css: string[];
  /** Colours that it names for the browser's frame, and in attributes. */
  colours: Weighed[];
  pictures: SitePicture[];
  /** Elements, `.classes` and `#ids` that it has: rules for anything else say nothing about how it looks. */
  names: string[];
}

/** Shorten words of strangers to what a list shows. */
export function plainWords(text: string, length: number): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, length);
}
