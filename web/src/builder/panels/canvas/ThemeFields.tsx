import { Button, TextInput } from '@mantine/core';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import type { Theme } from '@project88/core/displays/document/template.ts';
import { IconPlus, IconWorldSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useBuilder, useBuilderApi } from '../../BuilderContext.tsx';
import { ToolButton } from '../../frame/ToolButton.tsx';
import { ColourField } from '../ColourField.tsx';
import { Section } from '../Section.tsx';
import { useStyleImport } from '../styleImporting.tsx';
import looks from './Canvas.module.css';
import { THEMES } from './themes.ts';

/** The colours of the design by their names. Another theme is another look of the same design. */
export function ThemeFields() {
  const builder = useBuilderApi();
  const theme = useBuilder((state) => state.document.theme);
  const readOnly = useBuilder((state) => state.readOnly);
  const openStyleImport = useStyleImport();
  const set = (next: Theme, label: string, merge?: string) =>
    builder.apply((document) => ({ ...document, theme: next }), label, merge);
  return (
    <Section title="Theme">
      {!readOnly && <Looks theme={theme} onPick={(next) => set(next, `Theme ${next.name}`)} />}
      {!readOnly && openStyleImport !== null && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconWorldSearch size={16} />}
          onClick={openStyleImport}
        >
          Take colours from a website
        </Button>
      )}
      {Object.entries(theme.colours).map(([name, colour]) => (
        <div key={name} className={looks.colour}>
          <ColourField
            label={name}
            value={colour}
            withTheme={false}
            onChange={(next) =>
              set(
                { ...theme, colours: { ...theme.colours, [name]: next } },
                'Colour of the theme',
                `theme ${name}`,
              )
            }
          />
          {!readOnly && <RemoveColour theme={theme} name={name} onChange={set} />}
        </div>
      ))}
      {!readOnly && Object.keys(theme.colours).length < TEMPLATE_LIMITS.colours && (
        <AddColour
          names={Object.keys(theme.colours)}
          onAdd={(name) =>
            set({ ...theme, colours: { ...theme.colours, [name]: '#ffffff' } }, 'Add a colour')
          }
        />
      )}
    </Section>
  );
}

/** Ready looks, each as a few stripes of its colours. */
function Looks({ theme, onPick }: { theme: Theme; onPick: (theme: Theme) => void }) {
  return (
    <div className={looks.looks}>
      {THEMES.map((look) => (
        <button
          key={look.name}
          type="button"
          className={looks.look}
          aria-pressed={look.name === theme.name}
          onClick={() => onPick({ name: look.name, colours: { ...theme.colours, ...look.colours } })}
        >
          <span className={looks.stripes} aria-hidden="true">
            {(['ground', 'panel', 'text', 'accent'] as const).map((name) => (
              <span key={name} style={{ background: look.colours[name] }} />
            ))}
          </span>
          {look.name}
        </button>
      ))}
    </div>
  );
}

interface RemoveColourProps {
  theme: Theme;
  name: string;
  onChange: (theme: Theme, label: string) => void;
}

/** Only what no block uses can go: a name without a colour would be no colour at all. */
function RemoveColour({ theme, name, onChange }: RemoveColourProps) {
  const isUsed = useBuilder((state) => JSON.stringify(state.document.layouts).includes(`"$${name}"`));
  if (isUsed) return null;
  const { [name]: _gone, ...colours } = theme.colours;
  return (
    <ToolButton
      label={`Remove the colour ${name}`}
      onClick={() => onChange({ ...theme, colours }, 'Remove a colour')}
    >
      <IconX size={16} />
    </ToolButton>
  );
}

const NAME = /^[a-z][a-zA-Z0-9-]{0,39}$/;

function AddColour({ names, onAdd }: { names: readonly string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const isFree = NAME.test(name) && !names.includes(name);
  return (
    <form
      className={looks.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isFree) return;
        onAdd(name);
        setName('');
      }}
    >
      <TextInput
        size="xs"
        aria-label="Name of a new colour"
        placeholder="A name, like “sponsor”"
        value={name}
        error={name !== '' && !isFree ? 'Letters and digits, not there yet' : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        type="submit"
        leftSection={<IconPlus size={16} />}
        disabled={!isFree}
      >
        Add
      </Button>
    </form>
  );
}
