import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useBuilder } from '../BuilderContext.tsx';
import classes from './Fields.module.css';

/** Fields of the inspector: a line each, with its label at the left, and closed when nothing may be changed. */

const LINE = { root: classes.line ?? '', label: classes.label ?? '', description: classes.note ?? '' };
/** Letters inside of the field instead of a label beside it; the label is there for those who do not see. */
const TIGHT = { root: classes.tight ?? '', label: classes.unseen ?? '', section: classes.letter ?? '' };

interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  /** `px`, `%`, `°`, `s`: shown behind the number. */
  unit?: string;
  /** A letter in the field that stands for the label. */
  letter?: string;
}

/** A number. What is being typed counts as soon as it is within the bounds; what is left outside is put on the bound. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = -49_152, max = 49_152, step = 1, unit, letter } = props;
  const readOnly = useBuilder((state) => state.readOnly);
  const [typed, setTyped] = useState<number | string | null>(null);
  const isWithin = (next: number | string): next is number =>
    typeof next === 'number' && next >= min && next <= max;
  const leave = (): void => {
    if (typeof typed === 'number' && !isWithin(typed)) onChange(Math.min(max, Math.max(min, typed)));
    setTyped(null);
  };
  return (
    <NumberInput
      size="xs"
      classNames={letter === undefined ? LINE : TIGHT}
      label={label}
      leftSection={letter}
      value={typed ?? Math.round(value * 100) / 100}
      onChange={(next) => {
        setTyped(next);
        if (isWithin(next) && next !== value) onChange(next);
      }}
      onBlur={leave}
      suffix={unit === undefined ? '' : ` ${unit}`}
      min={min}
      max={max}
      step={step}
      hideControls
      disabled={readOnly}
    />
  );
}

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [value: T, words: string])[];
  onChange: (value: T) => void;
}

export function ChoiceField<T extends string>({ label, value, choices, onChange }: ChoiceFieldProps<T>) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <Select
      size="xs"
      classNames={LINE}
      label={label}
      data={choices.map(([each, words]) => ({ value: each, label: words }))}
      value={value}
      onChange={(next) => next !== null && onChange(next as T)}
      allowDeselect={false}
      comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
      disabled={readOnly}
    />
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: string;
  placeholder?: string;
}

export function TextField({ label, value, onChange, description, placeholder }: TextFieldProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <TextInput
      size="xs"
      classNames={LINE}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder={placeholder}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      disabled={readOnly}
    />
  );
}

interface SwitchFieldProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function SwitchField({ label, checked, onChange }: SwitchFieldProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <Switch
      size="xs"
      labelPosition="left"
      classNames={{ body: classes.switch ?? '', label: classes.switchLabel ?? '' }}
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      disabled={readOnly}
    />
  );
}
