import type { Fit } from '@project88/core/displays/document/style.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import { Section } from './Section.tsx';

const MODES: readonly (readonly [Fit['mode'], string])[] = [
  ['shrink', 'Make it smaller'],
  ['condense', 'Make it narrower'],
  ['abbreviate', 'Shorten first names'],
  ['wrap', 'Break into lines'],
  ['ellipsis', 'Cut it'],
];

/** What happens to a text that is too long. */
export function FitPanel({ fit, onChange }: { fit: Fit; onChange: (fit: Fit) => void }) {
  return (
    <Section title="When it is too long">
      <ChoiceField
        label="First"
        value={fit.mode}
        choices={MODES}
        onChange={(mode) => onChange({ ...fit, mode })}
      />
      <NumberField
        label="Not below"
        unit="%"
        min={5}
        max={100}
        value={fit.minScale * 100}
        onChange={(percent) => onChange({ ...fit, minScale: percent / 100 })}
      />
      <NumberField
        label="Lines at most"
        min={1}
        max={20}
        value={fit.maxLines ?? 1}
        onChange={(lines) => onChange({ ...fit, maxLines: Math.round(lines) })}
      />
    </Section>
  );
}
