import type { SiteStyle } from '@project88/core/contract/styleImport.ts';
import type { PageParts } from '../parts.ts';

/** Bytes as they came, with the character set that the answer named. */
export interface Text {
  bytes: Uint8Array;
  charset: string | null;
}

/** What the thread that reads foreign pages is asked, in this order. */
export type Job =
  | { ask: 'page'; page: Text; url: string }
  /** Sheets that a sheet imports. */
  | { ask: 'imports'; sheet: Text; url: string }
  | { ask: 'style'; parts: PageParts; sheets: Text[] };

/** What comes back, by what was asked. */
export interface Answers {
  page: PageParts;
  imports: string[];
  style: Pick<SiteStyle, 'colours' | 'fonts'>;
}
