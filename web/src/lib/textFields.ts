/** A whole number as it was typed, when it lies between `from` and `to`; else null. */
export function wholeNumber(text: string, from: number, to: number): number | null {
  if (!/^\d{1,9}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= from && value <= to ? value : null;
}

/** What stands in a text field line by line, or between commas, without spaces around them and without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
