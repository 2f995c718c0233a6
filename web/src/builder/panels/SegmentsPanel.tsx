import type { Segment } from '@project88/core/displays/document/fields.ts';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import { isTextField } from '@project88/core/displays/edit/fieldWords.ts';
import { segmentsFrom } from '@project88/core/displays/edit/segmentsText.ts';
import { useBuilder } from '../BuilderContext.tsx';
import { FieldChip, type FieldSegment } from './FieldChip.tsx';
import { FieldMenu } from './FieldMenu.tsx';
import classes from './Segments.module.css';

interface SegmentsPanelProps {
  label: string;
  segments: readonly Segment[];
  onChange: (segments: Segment[]) => void;
  /** Fields of rows are offered as well. */
  inRow?: boolean;
  /** What is said when there are none. */
  placeholder?: string;
}

/**
 * A text as people read it: fixed words to type in, and fields as chips, each with how it is written. A field can be typed
 * as well, as `{bib}`.
 */
export function SegmentsPanel(props: SegmentsPanelProps) {
  const { label, segments, onChange, inRow = false, placeholder = 'Type words' } = props;
  const readOnly = useBuilder((state) => state.readOnly);
  const set = (at: number, next: Segment[], instead = 1) =>
    onChange(joined([...segments.slice(0, at), ...next, ...segments.slice(at + instead)]));
  const type = (at: number, line: string, instead = 1) =>
    set(at, /\{[a-zA-Z]+\}/.test(line) ? segmentsFrom(line, [], isTextField) : wordsOf(line), instead);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.line}>
        {piecesOf(segments).map(({ key, at, segment, isAdded }) =>
          segment !== null && 'field' in segment ? (
            <FieldChip
              key={key}
              segment={segment}
              onChange={(next) => set(at, next === null ? [] : [next])}
              onMove={(by) => onChange(moved(segments, at, by))}
              inRow={inRow}
            />
          ) : (
            <Words
              key={key}
              label={wordsLabel(label, at, segments, isAdded)}
              value={segment?.text ?? ''}
              placeholder={segments.length === 0 ? placeholder : ''}
              isLast={at >= segments.length - 1}
              onChange={(line) => type(at, line, isAdded ? 0 : 1)}
            />
          ),
        )}
      </div>
      {!readOnly && segments.length < TEMPLATE_LIMITS.segments && (
        <FieldMenu inRow={inRow} onPick={(field) => onChange([...segments, newField(field)])} />
      )}
    </fieldset>
  );
}

interface WordsProps {
  label: string;
  value: string;
  placeholder?: string;
  isLast?: boolean;
  onChange: (line: string) => void;
}

function Words({ label, value, placeholder = '', isLast = false, onChange }: WordsProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <input
      className={isLast ? `${classes.words} ${classes.last}` : classes.words}
      aria-label={label}
      value={value}
      size={Math.max(1, value.length)}
      placeholder={placeholder}
      maxLength={TEMPLATE_LIMITS.text}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function isField(segment: Segment | undefined): segment is FieldSegment {
  return segment !== undefined && 'field' in segment;
}

function newField(field: FieldSegment['field']): FieldSegment {
  return { field, ...(field.endsWith('Ms') && { format: 'time' as const }) };
}

function wordsOf(line: string): Segment[] {
  return line === '' ? [] : [{ text: line }];
}

/** Words beside words are one piece. */
function joined(segments: readonly Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last !== undefined && 'text' in last && 'text' in segment)
      result[result.length - 1] = { text: (last.text + segment.text).slice(0, TEMPLATE_LIMITS.text) };
    else result.push(segment);
  }
  return result.slice(0, TEMPLATE_LIMITS.segments);
}

function moved(segments: readonly Segment[], at: number, by: -1 | 1): Segment[] {
  const [one, other] = [segments[at], segments[at + by]];
  if (one === undefined || other === undefined) return [...segments];
  return joined(segments.map((each, index) => (index === at ? other : index === at + by ? one : each)));
}

interface Piece {
  key: string;
  at: number;
  /** Null: a place for words that are not there yet. */
  segment: Segment | null;
  isAdded: boolean;
}

/**
 * The segments, and a place to type before and after the fields. Words are named by the number of fields before them, so a
 * place keeps the focus when it becomes words, and words when they are emptied.
 */
function piecesOf(segments: readonly Segment[]): Piece[] {
  let fields = 0;
  const pieces = segments.map((segment, at): Piece => {
    if (!isField(segment)) return { key: `words ${fields}`, at, segment, isAdded: false };
    fields += 1;
    const nth = segments.slice(0, at).filter((each) => isField(each) && each.field === segment.field).length;
    return { key: `field ${segment.field} ${nth}`, at, segment, isAdded: false };
  });
  const place = (at: number): Piece => ({
    key: `words ${at === 0 ? 0 : fields}`,
    at,
    segment: null,
    isAdded: true,
  });
  return [
    ...(isField(segments[0]) ? [place(0)] : []),
    ...pieces,
    ...(segments.length === 0 || isField(segments.at(-1)) ? [place(segments.length)] : []),
  ];
}

function wordsLabel(label: string, at: number, segments: readonly Segment[], isAdded: boolean): string {
  if (!isAdded) return at === 0 ? label : `${label} ${at + 1}`;
  if (segments.length === 0) return label;
  return at === 0 ? `${label} at the start` : `${label} at the end`;
}
