/** Words as they are looked for: lower case, without accents, letters and digits alone. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđð]/g, (letter) => PLAIN[letter] ?? letter);
  return plain.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '');
}

/** Letters that have no mark to take away, as people type them on another keyboard. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
};

/** What is kept beside an entry: all its words, each with a blank before it, so that a beginning of a word is found. */
export function searchKey({
  bib,
  firstName,
  lastName,
  club,
}: {
  bib: string;
  firstName: string;
  lastName: string;
  club: string;
}): string {
  return searchWords(`${bib} ${firstName} ${lastName} ${club}`)
    .map((word) => ` ${word}`)
    .join('');
}
