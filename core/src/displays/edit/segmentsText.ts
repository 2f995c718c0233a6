import type { Segment, TextField } from '../document/fields.ts';
import { TEMPLATE_LIMITS } from '../document/limits.ts';

/**
 * Segments as one line that a person can type: fixed words as they are, fields as `{bib}`. A brace that is meant as a
 * letter is written twice.
 */
export function segmentsText(segments: readonly Segment[]): string {
  return segments
    .map((segment) =>
      'field' in segment ? `{${segment.field}}` : segment.text.replaceAll('{', '{{').replaceAll('}', '}}'),
    )
    .join('');
}

/**
 * The segments of a typed line. A field that was there before keeps its format, its words around it and its fallbacks, the
 * first of a name the first one's; `isField` knows the names. What is no field stays a text.
 */
export function segmentsFrom(
  line: string,
  before: readonly Segment[],
  isField: (name: string) => name is TextField,
): Segment[] {
  const known = before.flatMap((segment) => ('field' in segment ? [segment] : []));
  const result: Segment[] = [];
  const addText = (text: string): void => {
    const last = result.at(-1);
    if (last !== undefined && 'text' in last) last.text += text;
    else if (text !== '') result.push({ text });
  };
  for (const [part] of line.matchAll(/\{\{|\}\}|\{[a-zA-Z]+\}|[^{}]+|[{}]/g)) {
    const name = part.slice(1, -1);
    if (part.length > 2 && part.startsWith('{') && isField(name)) {
      const at = known.findIndex(({ field }) => field === name);
      const [own] = at === -1 ? [] : known.splice(at, 1);
      result.push(own ?? { field: name });
    } else addText(part === '{{' ? '{' : part === '}}' ? '}' : part);
  }
  return result
    .slice(0, TEMPLATE_LIMITS.segments)
    .map((segment) => ('text' in segment ? { text: segment.text.slice(0, TEMPLATE_LIMITS.text) } : segment));
}
