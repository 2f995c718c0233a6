import type { ShapeBlock } from '@project88/core/displays/document/blocks.ts';
import { ColourField } from '../ColourField.tsx';
import { FillFields } from '../FillFields.tsx';
import { ChoiceField, NumberField, SwitchField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { ShadowFields } from '../ShadowFields.tsx';
import { useChange } from '../useChange.ts';

export function ShapePanel({ block }: { block: ShapeBlock }) {
  const change = useChange(block);
  const { border } = block;
  return (
    <>
      <Section title="Fill">
        <FillFields fill={block.fill} onChange={(fill) => change({ fill }, 'Colour')} />
      </Section>
      <Section title="Form">
        <ChoiceField
          label="Form"
          value={block.form ?? 'rectangle'}
          choices={[
            ['rectangle', 'Rectangle'],
            ['ellipse', 'Ellipse'],
          ]}
          onChange={(form) => change({ form }, 'Change the form')}
        />
        {block.form !== 'ellipse' && (
          <NumberField
            label="Round corners"
            unit="px"
            min={0}
            value={block.radiusPx ?? 0}
            onChange={(radiusPx) => change({ radiusPx }, 'Corners')}
          />
        )}
        <SwitchField
          label="Border"
          checked={border !== undefined}
          onChange={(on) => change({ border: on ? { colour: '#ffffff', widthPx: 4 } : undefined }, 'Border')}
        />
        {border && (
          <div className={classes.inset}>
            <ColourField
              label="Border colour"
              value={border.colour}
              onChange={(colour) => change({ border: { ...border, colour } }, 'Border')}
            />
            <NumberField
              label="Border width"
              unit="px"
              min={0}
              max={500}
              value={border.widthPx}
              onChange={(widthPx) => change({ border: { ...border, widthPx } }, 'Border')}
            />
          </div>
        )}
        <ShadowFields
          shadow={block.shadow}
          like={Math.min(block.box.width, block.box.height)}
          onChange={(shadow) => change({ shadow }, 'Shadow')}
        />
      </Section>
    </>
  );
}
