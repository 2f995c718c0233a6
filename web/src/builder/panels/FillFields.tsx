import type { Fill } from '@project88/core/displays/document/style.ts';
import { ColourField } from './ColourField.tsx';
import { NumberField, SwitchField } from './fields.tsx';

/** One colour, or two that run into each other. */
export function FillFields({ fill, onChange }: { fill: Fill; onChange: (fill: Fill) => void }) {
  if (typeof fill === 'string') {
    return (
      <>
        <ColourField label="Colour" value={fill} onChange={onChange} />
        <SwitchField
          label="Two colours"
          checked={false}
          onChange={() => onChange({ from: fill, to: '#000000', angleDeg: 180 })}
        />
      </>
    );
  }
  return (
    <>
      <ColourField label="From" value={fill.from} onChange={(from) => onChange({ ...fill, from })} />
      <ColourField label="To" value={fill.to} onChange={(to) => onChange({ ...fill, to })} />
      <NumberField
        label="Direction"
        unit="°"
        min={-360}
        max={360}
        step={15}
        value={fill.angleDeg}
        onChange={(angleDeg) => onChange({ ...fill, angleDeg })}
      />
      <SwitchField label="Two colours" checked onChange={() => onChange(fill.from)} />
    </>
  );
}
