import { searchWords } from '../../roster/searchKey.ts';

/** Words that say nothing about which event or race it is. */
const FILLERS = new Set([
  'the',
  'and',
  'annual',
  'presented',
  'by',
  'powered',
  'of',
  'at',
  'in',
  'de',
  'la',
  'run',
  'race',
  'races',
  'event',
]);

/** Words of a title that tell it from others; years and ordinals (`12th`) are the same every year and say nothing. */
export function titleWords(title: string): ReadonlySet<string> {
  const words = searchWords(title).filter((word) => !/^((19|20)\d\d|\d+(st|nd|rd|th))$/.test(word));
  const telling = words.filter((word) => !FILLERS.has(word));
  return new Set(telling.length > 0 ? telling : words);
}

/** Words in common, as a share of the shorter title; 0 when one has none. */
export function titleLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common === 0 ? 0 : common / Math.min(a.size, b.size);
}
