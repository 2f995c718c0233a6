import type { StatusBlock } from '@project88/core/displays/document/blocks.ts';
import { ChoiceField, SwitchField, TextField } from '../fields.tsx';
import { Section } from '../Section.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

export function StatusPanel({ block }: { block: StatusBlock }) {
  const change = useChange(block);
  return (
    <>
      <Section title="Number">
        <ChoiceField
          label="Shows"
          value={block.value}
          choices={[
            ['waiting', 'How many wait'],
            ['crossings', 'How many came'],
            ['reads', 'Reads'],
            ['unknown', 'Bibs on no list'],
            ['data-age', 'Age of the data'],
            ['session-name', 'Name of the display'],
          ]}
          onChange={(value) => change({ value }, 'Change the number')}
        />
        <TextField
          label="Before it"
          value={block.before}
          onChange={(before) => change({ before }, 'Change the words')}
        />
        <TextField
          label="After it"
          value={block.after}
          onChange={(after) => change({ after }, 'Change the words')}
        />
        <SwitchField
          label="Nothing at zero"
          checked={block.hideZero}
          onChange={(hideZero) => change({ hideZero }, 'Change the number')}
        />
      </Section>
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
    </>
  );
}
