import { ColorInput, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useBuilder } from '../BuilderContext.tsx';

/** Fields of the inspector: small, with a label, and closed when nothing may be changed. */

interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
}

export function NumberField({
  label,
  value,
  onChange,
  min = -49_152,
  max = 49_152,
  step = 1,
}: NumberFieldProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <NumberInput
      size="xs"
      label={label}
      value={Math.round(value * 100) / 100}
      onChange={(next) => typeof next === 'number' && onChange(Math.min(max, Math.max(min, next)))}
      min={min}
      max={max}
      step={step}
      disabled={readOnly}
    />
  );
}

interface ColourFieldProps {
  label: string;
  /** `#rrggbb`, `#rrggbbaa` or `$name`. */
  value: string;
  onChange: (value: string) => void;
}

/** The theme's colours are offered by their names; any other colour is chosen or typed. */
export function ColourField({ label, value, onChange }: ColourFieldProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  const colours = useBuilder((state) => state.document.theme.colours);
  const named = value.startsWith('$') ? value.slice(1) : null;
  const names = Object.keys(colours);
  return (
    <>
      {names.length > 0 && (
        <Select
          size="xs"
          label={label}
          data={[
            ...names.map((name) => ({ value: name, label: `Theme: ${name}` })),
            { value: '', label: 'Own colour' },
          ]}
          value={named ?? ''}
          onChange={(name) => onChange(name ? `$${name}` : (colours[named ?? ''] ?? '#ffffff'))}
          allowDeselect={false}
          disabled={readOnly}
        />
      )}
      {named === null && (
        <ColorInput
          size="xs"
          label={names.length > 0 ? `${label}: own` : label}
          format="hexa"
          value={value}
          onChange={(next) => /^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(next) && onChange(next)}
          eyeDropperButtonProps={{ 'aria-label': `Pick ${label} from the screen` }}
          disabled={readOnly}
        />
      )}
    </>
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
      label={label}
      data={choices.map(([each, words]) => ({ value: each, label: words }))}
      value={value}
      onChange={(next) => next !== null && onChange(next as T)}
      allowDeselect={false}
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
      label={label}
      description={description}
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
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      disabled={readOnly}
    />
  );
}
