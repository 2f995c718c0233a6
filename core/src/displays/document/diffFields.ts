/**
 * The fields that differ, one sentence each, at any depth: “size: 40 px, now 48 px”. Absent and undefined are the same.
 * `where` stands before every sentence.
 */
export function fieldDifferences(
  where: string,
  before: unknown,
  after: unknown,
  path: string[] = [],
): string[] {
  if (isSame(before, after)) return [];
  if (isObject(before) && isObject(after) && describes(before) === null && describes(after) === null) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fieldDifferences(where, before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && !isWords(before)) {
    return before.flatMap((each, index) =>
      fieldDifferences(where, each, after[index], [...path, String(index + 1)]),
    );
  }
  return [`${where}${labelOf(path)}: ${changeOf(before, after, unitOf(path.at(-1) ?? ''))}`];
}

function changeOf(before: unknown, after: unknown, unit: string): string {
  const [old, now] = [wordOf(before, unit), wordOf(after, unit)];
  return old === now ? 'changed' : `${old}, now ${now}`;
}

/** `style.sizePx` as “style size”. */
function labelOf(path: readonly string[]): string {
  const words = path.map((key) => WORDS[key] ?? plainWords(key)).join(' ');
  return words === '' ? 'Design' : words;
}

/** What people call the fields whose names say little to them. */
const WORDS: Readonly<Record<string, string>> = {
  airing: 'queue',
  dwellMs: 'time on air',
  minDwellMs: 'shortest time on air',
  restAfterMs: 'time until the screen rests',
  hurryFrom: 'waiting cards from which it hurries',
  modes: 'states',
  inMode: 'in state',
  unknownBibs: 'unknown bibs',
  segments: 'text',
  unknownSegments: 'text for unknown bibs',
  when: 'shown with',
  unless: 'shown without',
};

function plainWords(key: string): string {
  return key
    .replace(/(Px|Ms|Deg|Pct)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function unitOf(key: string): string {
  const [, ending = ''] = /(PxPerS|Px|Ms|Deg|Pct)$/.exec(key) ?? [];
  return { PxPerS: ' px/s', Px: ' px', Ms: ' ms', Deg: '°', Pct: ' %' }[ending] ?? '';
}

/** Longest piece of a value in a sentence, in characters. */
const MOST_CHARACTERS = 80;

function wordOf(value: unknown, unit: string): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'number') return `${value}${unit}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return `“${cut(value)}”`;
  const described = describes(value);
  if (described !== null) return described;
  if (Array.isArray(value))
    return isWords(value) ? cut(value.map(pieceOf).join(' ')) || 'none' : `${value.length}`;
  return 'set';
}

/** Lists that are read as one: modes, fields and the segments of a text. */
function isWords(value: readonly unknown[]): boolean {
  return value.every((each) => typeof each === 'string' || isSegment(each));
}

function pieceOf(value: unknown): string {
  if (!isObject(value)) return String(value);
  return typeof value.text === 'string' ? `“${value.text}”` : `{${String(value.field)}}`;
}

function isSegment(value: unknown): boolean {
  return isObject(value) && ('text' in value || 'field' in value) && !('kind' in value);
}

/** Objects that are one value to people: a gradient, and a box in a list’s row or a state. */
function describes(value: unknown): string | null {
  if (!isObject(value)) return null;
  const { from, to, x, y, width, height } = value;
  if (typeof from === 'string' && typeof to === 'string')
    return `from ${from} to ${to} at ${String(value.angleDeg)}°`;
  return [x, y, width, height].every((each) => typeof each === 'number')
    ? `${String(width)} × ${String(height)} at ${String(x)}, ${String(y)}`
    : null;
}

/** By code points, so that no character is cut in two. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS).join('')}…`;
}

function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after) || (before === 0 && after === 0)) return true;
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((each, index) => isSame(each, after[index]));
  }
  if (!isObject(before) || !isObject(after)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].every((key) => isSame(before[key], after[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
