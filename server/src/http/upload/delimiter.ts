const CANDIDATES = [',', ';', '\t', '|'];
/** Lines that are looked at: enough to outvote one with an odd comma in it. */
const LINES = 10;

/**
 * The delimiter of a file, from its beginning: the one whose number per line, outside quotes, agrees with the first
 * line in most lines; of equals the more frequent one. A comma when there is none, as in a file of one column.
 */
export function detectDelimiter(head: string): string {
  const lines = linesOutsideQuotes(head).slice(0, LINES);
  const scores = CANDIDATES.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    return { delimiter, first, agreeing: first === 0 ? 0 : counts.filter((count) => count === first).length };
  });
  scores.sort((a, b) => b.agreeing - a.agreeing || b.first - a.first);
  const best = scores[0];
  return best === undefined || best.first === 0 ? ',' : best.delimiter;
}

/** The lines with everything between quotes cut out; a line break between quotes ends no line. */
function linesOutsideQuotes(head: string): string[] {
  return head
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join('')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
}
