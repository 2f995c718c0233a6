import { TextInput } from '@mantine/core';
import type { ClockBlock } from '@project88/core/displays/document/blocks.ts';
import { useState } from 'react';
import { useBuilder } from '../../BuilderContext.tsx';
import { ChoiceField, TextField } from '../fields.tsx';
import { Section } from '../Section.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

const UNTIL = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

export function ClockPanel({ block }: { block: ClockBlock }) {
  const change = useChange(block);
  return (
    <>
      <Section title="Clock">
        <ChoiceField
          label="Shows"
          value={block.source}
          choices={[
            ['race-or-time-of-day', 'Time of day, then the race'],
            ['race', 'Time since the gun'],
            ['time-of-day', 'Time of day'],
            ['countdown', 'Time until …'],
          ]}
          onChange={(source) => change({ source }, 'Change the clock')}
        />
        {block.source === 'countdown' && (
          <UntilField value={block.until ?? ''} onChange={(until) => change({ until }, 'Change the clock')} />
        )}
        {block.source === 'race' && (
          <TextField
            label="Gun of wave"
            placeholder="The first gun"
            value={block.wave ?? ''}
            onChange={(wave) => change({ wave }, 'Change the clock')}
          />
        )}
        <ChoiceField
          label="Precision"
          value={block.precision ?? 'seconds'}
          choices={[
            ['short', 'Hours and minutes'],
            ['seconds', 'Seconds'],
            ['tenths', 'Tenths'],
          ]}
          onChange={(precision) => change({ precision }, 'Change the clock')}
        />
        <TextField
          label={block.source === 'countdown' ? 'When it is over' : 'Before the gun'}
          placeholder="Nothing"
          value={block.beforeGun}
          onChange={(beforeGun) => change({ beforeGun }, 'Change the clock')}
        />
      </Section>
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
    </>
  );
}

/** A time of day at the venue. It counts when it is complete. */
function UntilField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const readOnly = useBuilder((state) => state.readOnly);
  const [typed, setTyped] = useState(value);
  return (
    <TextInput
      size="xs"
      label="Until, at the venue"
      placeholder="09:30"
      value={typed}
      disabled={readOnly}
      error={typed !== '' && !UNTIL.test(typed) ? 'Like 09:30 or 09:30:00' : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        if (UNTIL.test(event.currentTarget.value)) onChange(event.currentTarget.value);
      }}
    />
  );
}
