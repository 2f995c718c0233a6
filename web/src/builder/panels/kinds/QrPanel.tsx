import type { QrBlock } from '@project88/core/displays/document/blocks.ts';
import { ColourField } from '../ColourField.tsx';
import { TextField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { useChange } from '../useChange.ts';

/** Characters that a code of the usual size carries and phones still read from afar. */
const READABLE = 90;

export function QrPanel({ block }: { block: QrBlock }) {
  const change = useChange(block);
  return (
    <Section title="Code">
      <TextField
        label="Opens"
        placeholder="https://"
        value={block.text}
        onChange={(text) => change({ text }, 'Change the code')}
      />
      {block.text.length > READABLE && (
        <p className={classes.warn}>
          So long an address makes small squares, which phones read from nearby only.
        </p>
      )}
      <ColourField
        label="Dark parts"
        value={block.colour}
        onChange={(colour) => change({ colour }, 'Colour')}
      />
      <ColourField label="Light parts" value={block.fill} onChange={(fill) => change({ fill }, 'Colour')} />
    </Section>
  );
}
