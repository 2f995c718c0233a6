import type { Segment } from '@project88/core/displays/document/fields.ts';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import { isTextField } from '@project88/core/displays/edit/fieldWords.ts';
import { segmentsFrom, segmentsText } from '@project88/core/displays/edit/segmentsText.ts';
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
  const startsWithField = segments.length > 0 && isField(segments[0]);
  const endsWithWords = segments.length > 0 && !isField(segments.at(-1));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.line}>
        {startsWithField && (
          <Words label={`${label} at the start`} value="" onChange={(line) => type(0, line, 0)} />
        )}
        {segments.map((segment, at) =>
          'field' in segment ? (
            <FieldChip
              key={keyAt(segments, at)}
              segment={segment}
              onChange={(next) => set(at, next === null ? [] : [next])}
              onMove={(by) => onChange(moved(segments, at, by))}
              inRow={inRow}
            />
          ) : (
            <Words
              key={keyAt(segments, at)}
              label={at === 0 ? label : `${label} ${at + 1}`}
              value={segment.text}
              onChange={(line) => type(at, line)}
            />
          ),
        )}
        {!endsWithWords && (
          <Words
            label={segments.length === 0 ? label : `${label} at the end`}
            value=""
            placeholder={segments.length === 0 ? placeholder : ''}
            isLast
            onChange={(line) => type(segments.length, line, 0)}
          />
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

/** The same piece keeps its key while others come and go, and the focus stays in it. */
function keyAt(segments: readonly Segment[], at: number): string {
  const segment = segments[at];
  const isSame = (each: Segment) => isField(each) === isField(segment) && wordOf(each) === wordOf(segment);
  return `${wordOf(segment)} ${segments.slice(0, at).filter(isSame).length}`;
}

/** Fixed words change as they are typed, so their place names them. */
function wordOf(segment: Segment | undefined): string {
  return isField(segment) ? segmentsText([segment]) : 'words';
}
