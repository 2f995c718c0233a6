import type { ClockBlock } from '@project88/core/displays/document/blocks.ts';
import { ChoiceField, TextField } from '../fields.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

const UNTIL = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

export function ClockPanel({ block }: { block: ClockBlock }) {
  const change = useChange(block);
  return (
    <>
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
        <TextField
          label="Until (time of day at the venue)"
          placeholder="09:30"
          value={block.until ?? ''}
          onChange={(until) => UNTIL.test(until) && change({ until }, 'Change the clock')}
        />
      )}
      {block.source === 'race' && (
        <TextField
          label="Gun of the wave; empty: the first gun"
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
        label="Before the gun"
        value={block.beforeGun}
        onChange={(beforeGun) => change({ beforeGun }, 'Change the clock')}
      />
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
    </>
  );
}
