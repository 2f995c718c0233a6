import { Button } from '@mantine/core';
import { BLOCK_MODES, type Block, type BlockMode } from '@project88/core/displays/document/blocks.ts';
import type { TextField } from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { changeBlocks, placed } from '@project88/core/displays/edit/place.ts';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { ModePicture } from '../frame/ModePicture.tsx';
import { MODE_WORDS } from '../frame/modeWords.ts';
import { placeOf } from '../store/builder.ts';
import { ChoiceField, SwitchField } from './fields.tsx';
import classes from './Panels.module.css';
import { Section } from './Section.tsx';
import { useChange } from './useChange.ts';

/** When a block is on the screen, and where it stands elsewhere. All ticked is always. */
export function ModesPanel({ block }: { block: Block }) {
  const change = useChange(block);
  const readOnly = useBuilder((state) => state.readOnly);
  const shown = block.modes ?? [...BLOCK_MODES];
  const flip = (mode: BlockMode, on: boolean) =>
    change({ modes: BLOCK_MODES.filter((each) => (each === mode ? on : shown.includes(each))) }, 'Shown in');
  return (
    <Section title="Shown in">
      <div className={classes.ticks}>
        {BLOCK_MODES.map((mode) => (
          <label key={mode} className={classes.tick}>
            <input
              type="checkbox"
              checked={shown.includes(mode)}
              disabled={readOnly}
              onChange={(event) => flip(mode, event.currentTarget.checked)}
            />
            <ModePicture mode={mode} />
            {MODE_WORDS[mode]}
          </label>
        ))}
      </div>
      {!readOnly && <Quickly shown={shown} onChange={(modes) => change({ modes }, 'Shown in')} />}
      {shown.length === 0 && <p className={classes.warn}>Nowhere: no screen will ever show it.</p>}
      <OwnPlace block={block} />
      <Conditions block={block} />
    </Section>
  );
}

interface QuicklyProps {
  shown: readonly BlockMode[];
  onChange: (modes: BlockMode[]) => void;
}

/** The two that are wanted most, with one click: only where one is looking, and everywhere. */
function Quickly({ shown, onChange }: QuicklyProps) {
  const mode = useBuilder((state) => state.mode);
  const isAlways = shown.length === BLOCK_MODES.length;
  const isOnlyHere = shown.length === 1 && shown[0] === mode;
  return (
    <div className={classes.pair}>
      <Button size="xs" variant="default" disabled={isOnlyHere} onClick={() => onChange([mode])}>
        Only “{MODE_WORDS[mode]}”
      </Button>
      <Button size="xs" variant="default" disabled={isAlways} onClick={() => onChange([...BLOCK_MODES])}>
        Always
      </Button>
    </div>
  );
}

/** One place for all modes, or another one in the mode on the canvas. */
function OwnPlace({ block }: { block: Block }) {
  const builder = useBuilderApi();
  const mode = useBuilder((state) => state.mode);
  const own = block.inMode?.[mode];
  const flip = (on: boolean) =>
    builder.apply(
      (document) =>
        changeBlocks(document, placeOf(builder.store.getState()), [block.id], (each) =>
          withOwnPlace(each, mode, on),
        ),
      on ? `Another place in “${MODE_WORDS[mode]}”` : 'The same place as elsewhere',
    );
  return (
    <>
      <SwitchField
        label={`Another place in “${MODE_WORDS[mode]}”`}
        checked={own !== undefined}
        onChange={flip}
      />
      {own !== undefined && (
        <p className={classes.hint}>
          Moving, resizing and turning count for “{MODE_WORDS[mode]}” alone. When the screen goes to it, the
          block travels there.
        </p>
      )}
    </>
  );
}

function withOwnPlace(block: Block, mode: BlockMode, on: boolean): Block {
  const { inMode: { [mode]: _own, ...others } = {}, ...rest } = block;
  if (on) return { ...rest, inMode: { ...others, [mode]: placed(block, mode) } } as Block;
  return (Object.keys(others).length === 0 ? rest : { ...rest, inMode: others }) as Block;
}

/** Labels that vanish with their value. */
function Conditions({ block }: { block: Block }) {
  return (
    <>
      <Condition block={block} side="when" label="Only with" />
      <Condition block={block} side="unless" label="Only without" />
    </>
  );
}

function Condition({ block, side, label }: { block: Block; side: 'when' | 'unless'; label: string }) {
  const builder = useBuilderApi();
  const set = (field: TextField | '') =>
    builder.apply(
      (document) =>
        changeBlocks(document, placeOf(builder.store.getState()), [block.id], (each) => {
          const { [side]: _before, ...rest } = each;
          return (field === '' ? rest : { ...rest, [side]: field }) as Block;
        }),
      'Condition',
    );
  return (
    <ChoiceField<TextField | ''>
      label={label}
      value={block[side] ?? ''}
      choices={[
        ['', 'Whatever the card has'],
        ...(Object.keys(FIELD_WORDS) as TextField[]).map((field) => [field, FIELD_WORDS[field]] as const),
      ]}
      onChange={set}
    />
  );
}
