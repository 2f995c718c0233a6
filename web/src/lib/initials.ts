/** First letters of the first and the last word of a name, as capitals. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word === undefined ? '' : Array.from(word)[0]))
    .join('')
    .toUpperCase();
}
