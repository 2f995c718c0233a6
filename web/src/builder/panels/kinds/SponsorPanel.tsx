import { Button } from '@mantine/core';
import type { SponsorBlock } from '@project88/core/displays/document/blocks.ts';
import { useBuilder } from '../../BuilderContext.tsx';
import { NumberField, TextField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { usePickPicture } from '../picturePicking.tsx';
import { useChange } from '../useChange.ts';

const DWELL_MS = 8_000;

type Item = SponsorBlock['items'][number];

/** A sponsor may stand twice in the round: the second time is told apart by its number. */
function keyAt(items: readonly Item[], at: number): string {
  const asset = items[at]?.asset ?? '';
  return `${asset} ${items.slice(0, at).filter((item) => item.asset === asset).length}`;
}

/** Pictures in turn, each with the name under which it is counted. */
export function SponsorPanel({ block }: { block: SponsorBlock }) {
  const change = useChange(block);
  const pick = usePickPicture();
  const readOnly = useBuilder((state) => state.readOnly);
  const setItems = (items: Item[], label: string) => change({ items }, label);
  const setAt = (at: number, part: Partial<Item>) =>
    setItems(
      block.items.map((item, index) => (index === at ? { ...item, ...part } : item)),
      'Change a sponsor',
    );
  return (
    <>
      {block.items.map((item, at) => (
        <fieldset className={classes.box} key={keyAt(block.items, at)}>
          <legend>{at + 1}</legend>
          <TextField label="Name" value={item.name} onChange={(name) => name !== '' && setAt(at, { name })} />
          <NumberField
            label="Seconds"
            min={1}
            max={3_600}
            value={item.dwellMs / 1000}
            onChange={(seconds) => setAt(at, { dwellMs: Math.round(seconds * 1000) })}
          />
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              setItems(
                block.items.filter((_, index) => index !== at),
                'Remove a sponsor',
              )
            }
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <Button
        size="xs"
        variant="default"
        disabled={readOnly || pick === null}
        onClick={() =>
          pick?.(({ id, name }) =>
            setItems([...block.items, { asset: id, name, dwellMs: DWELL_MS }], 'Add a sponsor'),
          )
        }
      >
        Add a sponsor
      </Button>
    </>
  );
}
