import { Checkbox } from '@mantine/core';
import { BLOCK_MODES, type Block, type BlockMode } from '@project88/core/displays/document/blocks.ts';
import { useBuilder } from '../BuilderContext.tsx';
import { MODE_WORDS } from '../frame/modeWords.ts';
import classes from './Panels.module.css';
import { useChange } from './useChange.ts';

/** When a block is on the screen. All ticked is always. */
export function ModesPanel({ block }: { block: Block }) {
  const change = useChange(block);
  const readOnly = useBuilder((state) => state.readOnly);
  const shown = block.modes ?? [...BLOCK_MODES];
  const flip = (mode: BlockMode, on: boolean) =>
    change({ modes: BLOCK_MODES.filter((each) => (each === mode ? on : shown.includes(each))) }, 'Shown in');
  return (
    <fieldset className={classes.group}>
      <legend className={classes.title}>Shown in</legend>
      {BLOCK_MODES.map((mode) => (
        <Checkbox
          key={mode}
          size="xs"
          label={MODE_WORDS[mode]}
          checked={shown.includes(mode)}
          onChange={(event) => flip(mode, event.currentTarget.checked)}
          disabled={readOnly}
        />
      ))}
    </fieldset>
  );
}
