import { Button, Menu } from '@mantine/core';
import {
  FIELD_FORMATS,
  type TextField as Field,
  type FieldFormat,
  type Segment,
} from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS, isTextField } from '@project88/core/displays/edit/fieldWords.ts';
import { segmentsFrom, segmentsText } from '@project88/core/displays/edit/segmentsText.ts';
import { useState } from 'react';
import { useBuilder } from '../BuilderContext.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import classes from './Panels.module.css';

const FORMAT_WORDS: Record<FieldFormat, string> = {
  plain: 'As it is',
  upper: 'Capitals',
  title: 'Capital first letters',
  initials: 'Initials',
  time: 'Time, rounded up',
  clock: 'Time, running',
  ordinal: '1st, 2nd, 3rd',
  flag: 'Country sign',
};

interface SegmentsPanelProps {
  label: string;
  segments: readonly Segment[];
  onChange: (segments: Segment[]) => void;
}

/** Words and fields of a text in one line (`Bib {bib}`), and below it how each field is written. */
export function SegmentsPanel({ label, segments, onChange }: SegmentsPanelProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  const text = segmentsText(segments);
  const [typed, setTyped] = useState(text);
  const shown = segmentsText(segmentsFrom(typed, segments, isTextField)) === text ? typed : text;
  const type = (line: string) => {
    setTyped(line);
    onChange(segmentsFrom(line, segments, isTextField));
  };
  const changeAt = (at: number, part: Partial<Extract<Segment, { field: Field }>>) =>
    onChange(segments.map((each, index) => (index === at ? ({ ...each, ...part } as Segment) : each)));
  return (
    <div className={classes.group}>
      <TextField
        label={label}
        description="Fields stand in braces: Bib {bib}"
        value={shown}
        onChange={type}
      />
      <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="compact-xs" variant="default" disabled={readOnly}>
            Add a field
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={300} className={classes.scroll ?? ''}>
          {(Object.keys(FIELD_WORDS) as Field[]).map((field) => (
            <Menu.Item key={field} onClick={() => type(`${text}{${field}}`)}>
              {FIELD_WORDS[field]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {segments.map((segment, at) =>
        'field' in segment ? (
          <FieldRow key={keyAt(segments, at)} segment={segment} onChange={(part) => changeAt(at, part)} />
        ) : null,
      )}
    </div>
  );
}

/** A field may stand twice in a text: the second time is told apart by its number. */
function keyAt(segments: readonly Segment[], at: number): string {
  const wordOf = (segment: Segment | undefined) =>
    segment !== undefined && 'field' in segment ? segment.field : '';
  const field = wordOf(segments[at]);
  return `${field} ${segments.slice(0, at).filter((each) => wordOf(each) === field).length}`;
}

type FieldSegment = Extract<Segment, { field: Field }>;

function FieldRow({
  segment,
  onChange,
}: {
  segment: FieldSegment;
  onChange: (part: Partial<FieldSegment>) => void;
}) {
  return (
    <fieldset className={classes.box}>
      <legend>{FIELD_WORDS[segment.field]}</legend>
      <ChoiceField
        label="Written"
        value={segment.format ?? 'plain'}
        choices={FIELD_FORMATS.map((format) => [format, FORMAT_WORDS[format]] as const)}
        onChange={(format) => onChange({ format })}
      />
      <div className={classes.pair}>
        <TextField
          label="Before it"
          value={segment.before ?? ''}
          onChange={(before) => onChange({ before })}
        />
        <TextField label="After it" value={segment.after ?? ''} onChange={(after) => onChange({ after })} />
      </div>
      <TextField
        label="When it is empty"
        value={segment.fallback ?? ''}
        onChange={(fallback) => onChange({ fallback })}
      />
    </fieldset>
  );
}
