/** Words of one provider and what they mean for us; keys as `plainWord` writes them. */
export type WordTable<T> = Readonly<Record<string, T>>;

/** A word as it is looked up: lower case without accents, one blank for everything between letters and digits. */
export function plainWord(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return '';
  return String(value)
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** What a word means in a table; undefined when it is not there. */
export function lookUp<T>(table: WordTable<T> | undefined, word: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}
