import { ActionIcon, Button, Popover } from '@mantine/core';
import {
  FIELD_FORMATS,
  type TextField as Field,
  type FieldFormat,
  type Segment,
} from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useBuilder } from '../BuilderContext.tsx';
import { useEmptyFields } from './emptyFields.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import { BESIDE } from './popover.ts';
import classes from './Segments.module.css';

export type FieldSegment = Extract<Segment, { field: Field }>;

const FORMAT_WORDS: Record<FieldFormat, string> = {
  plain: 'As it is',
  upper: 'CAPITALS',
  title: 'Capital First Letters',
  initials: 'Initials',
  time: 'Time, rounded up',
  clock: 'Time, running',
  ordinal: '1st, 2nd, 3rd',
  flag: 'Country sign',
};

interface FieldChipProps {
  segment: FieldSegment;
  /** Null: it goes. */
  onChange: (segment: FieldSegment | null) => void;
  onMove: (by: -1 | 1) => void;
  inRow: boolean;
}

/** A field in a text. It opens how it is written. */
export function FieldChip({ segment, onChange, onMove, inRow }: FieldChipProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  const [isOpen, setOpen] = useState(false);
  const isEmpty = useEmptyFields().has(segment.field);
  const { before = '', after = '' } = segment;
  return (
    <Popover opened={isOpen} onChange={setOpen} {...BESIDE} width={296}>
      <Popover.Target>
        <button
          type="button"
          className={isEmpty ? `${classes.chip} ${classes.emptyChip}` : classes.chip}
          disabled={readOnly}
          onClick={() => setOpen((open) => !open)}
        >
          {before}
          <b>{FIELD_WORDS[segment.field]}</b>
          {after}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={FIELD_WORDS[segment.field]}>
        <FieldSettings segment={segment} onChange={onChange} inRow={inRow} />
        <div className={classes.foot}>
          <ActionIcon variant="default" size={28} aria-label="Earlier in the text" onClick={() => onMove(-1)}>
            <IconArrowLeft size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size={28} aria-label="Later in the text" onClick={() => onMove(1)}>
            <IconArrowRight size={16} />
          </ActionIcon>
          <Button size="xs" variant="default" ml="auto" onClick={() => onChange(null)}>
            Remove the field
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function FieldSettings({ segment, onChange, inRow }: Omit<FieldChipProps, 'onMove'>) {
  const set = (part: Partial<FieldSegment>) => onChange({ ...segment, ...part });
  const [or = ''] = segment.or ?? [];
  const others = (Object.keys(FIELD_WORDS) as Field[]).filter(
    (field) =>
      field !== segment.field && (inRow || !['rank', 'splitName', 'splitTimeMs', 'etaMs'].includes(field)),
  );
  return (
    <div className={classes.settings}>
      <ChoiceField
        label="Written"
        value={segment.format ?? 'plain'}
        choices={FIELD_FORMATS.map((format) => [format, FORMAT_WORDS[format]] as const)}
        onChange={(format) => set({ format })}
      />
      <TextField label="Before it" value={segment.before ?? ''} onChange={(text) => set({ before: text })} />
      <TextField label="After it" value={segment.after ?? ''} onChange={(text) => set({ after: text })} />
      <ChoiceField<Field | ''>
        label="Empty: take"
        value={or}
        choices={[['', 'Nothing else'], ...others.map((field) => [field, FIELD_WORDS[field]] as const)]}
        onChange={(field) => {
          const { or: _before, ...rest } = segment;
          onChange(field === '' ? rest : { ...rest, or: [field] });
        }}
      />
      <TextField
        label="Still empty: say"
        placeholder="Nothing, and its words go too"
        value={segment.fallback ?? ''}
        onChange={(fallback) => {
          const { fallback: _before, ...rest } = segment;
          onChange(fallback === '' ? rest : { ...rest, fallback });
        }}
      />
    </div>
  );
}
