import '@mantine/core/styles/ColorSwatch.css';
import '@mantine/core/styles/ColorPicker.css';
import { ColorPicker, Popover, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useBuilder } from '../BuilderContext.tsx';
import classes from './Fields.module.css';
import { BESIDE } from './popover.ts';
import { Swatch } from './Swatch.tsx';

const OWN = /^#([0-9a-f]{6}|[0-9a-f]{8})$/i;

interface ColourFieldProps {
  label: string;
  /** `#rrggbb`, `#rrggbbaa` or `$name`. */
  value: string;
  onChange: (value: string) => void;
  /** False for the colours of the theme themselves, which cannot name one another. */
  withTheme?: boolean;
}

/** A colour: one of the theme by its name, which follows the theme, or one's own. */
export function ColourField({ label, value, onChange, withTheme = true }: ColourFieldProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  const colours = useBuilder((state) => state.document.theme.colours);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const named = value.startsWith('$') ? value.slice(1) : null;
  const shown = named === null ? value : (colours[named] ?? '#ffffff');
  return (
    <div className={classes.line}>
      <span className={classes.label} id={id}>
        {label}
      </span>
      <Popover opened={isOpen} onChange={setOpen} {...BESIDE} width={256}>
        <Popover.Target>
          <button
            type="button"
            className={classes.colour}
            aria-label={`${label}: ${named ?? value}`}
            disabled={readOnly}
            onClick={() => setOpen((before) => !before)}
          >
            <Swatch colour={shown} />
            <span>{named ?? value.toUpperCase()}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          {withTheme && <ThemeColours colours={colours} chosen={named} onChange={onChange} />}
          <OwnColour value={shown} onChange={onChange} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

interface ThemeColoursProps {
  colours: Readonly<Record<string, string>>;
  chosen: string | null;
  onChange: (value: string) => void;
}

function ThemeColours({ colours, chosen, onChange }: ThemeColoursProps) {
  const entries = Object.entries(colours);
  if (entries.length === 0) return null;
  return (
    <>
      <p className={classes.heading}>Theme</p>
      <div className={classes.theme}>
        {entries.map(([name, colour]) => (
          <button
            key={name}
            type="button"
            className={classes.themeColour}
            aria-pressed={name === chosen}
            onClick={() => onChange(`$${name}`)}
          >
            <Swatch colour={colour} />
            <span>{name}</span>
          </button>
        ))}
      </div>
    </>
  );
}

function OwnColour({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <p className={classes.heading}>Own colour</p>
      <ColorPicker
        format="hexa"
        fullWidth
        size="sm"
        value={value}
        onChange={(next) => {
          setTyped(null);
          if (OWN.test(next) && shortest(next) !== value) onChange(shortest(next));
        }}
        saturationLabel="Saturation"
        hueLabel="Hue"
        alphaLabel="Opacity"
      />
      <TextInput
        size="xs"
        mt={8}
        label="Hex"
        aria-label="Hex of the own colour"
        value={typed ?? value}
        error={typed !== null && !OWN.test(typed) ? 'Like #2a55cc' : undefined}
        onChange={(event) => {
          const next = event.currentTarget.value.trim();
          setTyped(next);
          if (OWN.test(next)) onChange(next.toLowerCase());
        }}
      />
    </>
  );
}

/** Without the opacity when there is none. */
function shortest(colour: string): string {
  return /^#[0-9a-f]{6}ff$/i.test(colour) ? colour.slice(0, 7) : colour;
}
