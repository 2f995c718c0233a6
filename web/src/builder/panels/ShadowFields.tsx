import type { Shadow } from '@project88/core/displays/document/style.ts';
import { ColourField } from './ColourField.tsx';
import { NumberField, SwitchField } from './fields.tsx';
import classes from './Panels.module.css';

interface ShadowFieldsProps {
  shadow: Shadow | undefined;
  /** Size of what throws it, in design pixels: a new shadow suits it. */
  like: number;
  onChange: (shadow: Shadow | undefined) => void;
}

export function ShadowFields({ shadow, like, onChange }: ShadowFieldsProps) {
  const blurPx = Math.max(2, Math.round(like / 8));
  return (
    <>
      <SwitchField
        label="Shadow"
        checked={shadow !== undefined}
        onChange={(on) =>
          onChange(on ? { colour: '#00000099', dxPx: 0, dyPx: Math.round(blurPx / 2), blurPx } : undefined)
        }
      />
      {shadow && (
        <div className={classes.inset}>
          <ColourField
            label="Shadow colour"
            value={shadow.colour}
            onChange={(colour) => onChange({ ...shadow, colour })}
          />
          <div className={classes.triple}>
            <NumberField
              label="Shadow to the right"
              letter="→"
              min={-500}
              max={500}
              value={shadow.dxPx}
              onChange={(dxPx) => onChange({ ...shadow, dxPx })}
            />
            <NumberField
              label="Shadow down"
              letter="↓"
              min={-500}
              max={500}
              value={shadow.dyPx}
              onChange={(dyPx) => onChange({ ...shadow, dyPx })}
            />
            <NumberField
              label="Blur of the shadow"
              letter="◌"
              min={0}
              max={200}
              value={shadow.blurPx}
              onChange={(px) => onChange({ ...shadow, blurPx: px })}
            />
          </div>
        </div>
      )}
    </>
  );
}
