import type { QrBlock, ShapeBlock, StatusBlock } from '@project88/core/displays/document/blocks.ts';
import { ChoiceField, ColourField, NumberField, SwitchField, TextField } from '../fields.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

export function ShapePanel({ block }: { block: ShapeBlock }) {
  const change = useChange(block);
  const { fill } = block;
  const isGradient = typeof fill !== 'string';
  const [from, to, angleDeg] =
    typeof fill === 'string' ? [fill, fill, 90] : [fill.from, fill.to, fill.angleDeg];
  return (
    <>
      <ChoiceField
        label="Form"
        value={block.form ?? 'rectangle'}
        choices={[
          ['rectangle', 'Rectangle'],
          ['ellipse', 'Ellipse'],
        ]}
        onChange={(form) => change({ form }, 'Change the form')}
      />
      <SwitchField
        label="Two colours"
        checked={isGradient}
        onChange={(on) => change({ fill: on ? { from, to, angleDeg } : from }, 'Colour')}
      />
      <ColourField
        label={isGradient ? 'From' : 'Colour'}
        value={from}
        onChange={(colour) =>
          change({ fill: isGradient ? { from: colour, to, angleDeg } : colour }, 'Colour')
        }
      />
      {isGradient && (
        <>
          <ColourField
            label="To"
            value={to}
            onChange={(colour) => change({ fill: { from, to: colour, angleDeg } }, 'Colour')}
          />
          <NumberField
            label="Direction °"
            min={-360}
            max={360}
            value={angleDeg}
            onChange={(angle) => change({ fill: { from, to, angleDeg: angle } }, 'Colour')}
          />
        </>
      )}
      <NumberField
        label="Round corners"
        min={0}
        value={block.radiusPx ?? 0}
        onChange={(radiusPx) => change({ radiusPx }, 'Corners')}
      />
    </>
  );
}

export function StatusPanel({ block }: { block: StatusBlock }) {
  const change = useChange(block);
  return (
    <>
      <ChoiceField
        label="Number"
        value={block.value}
        choices={[
          ['waiting', 'Who waits'],
          ['crossings', 'Who came'],
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
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
    </>
  );
}

export function QrPanel({ block }: { block: QrBlock }) {
  const change = useChange(block);
  return (
    <>
      <TextField
        label="Address or text"
        value={block.text}
        onChange={(text) => change({ text }, 'Change the code')}
      />
      <ColourField
        label="Dark parts"
        value={block.colour}
        onChange={(colour) => change({ colour }, 'Colour')}
      />
      <ColourField label="Light parts" value={block.fill} onChange={(fill) => change({ fill }, 'Colour')} />
    </>
  );
}
