import { Button } from '@mantine/core';
import type { ListBlock, ListCell } from '@project88/core/displays/document/blocks.ts';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useBuilder } from '../../BuilderContext.tsx';
import { ToolButton } from '../../frame/ToolButton.tsx';
import { FitPanel } from '../FitPanel.tsx';
import { NumberField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { SegmentsPanel } from '../SegmentsPanel.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

/** The texts of a row, one at a time. */
export function ListCells({ block }: { block: ListBlock }) {
  const change = useChange(block);
  const readOnly = useBuilder((state) => state.readOnly);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, block.cells.length - 1);
  const cell = block.cells[at];
  const set = (part: Partial<ListCell>) =>
    change(
      { cells: block.cells.map((each, index) => (index === at ? { ...each, ...part } : each)) },
      'Change a cell',
    );
  const add = () => {
    const like = block.cells.at(-1);
    if (like === undefined) return;
    change({ cells: [...block.cells, { ...like }] }, 'Add a cell');
    setChosen(block.cells.length);
  };
  const remove = () => change({ cells: block.cells.filter((_, index) => index !== at) }, 'Remove a cell');
  if (cell === undefined) return null;
  return (
    <>
      <Section title="Texts of a row">
        <div className={classes.tabs}>
          {block.cells.map((each, index) => (
            <button
              key={keyAt(block.cells, index)}
              type="button"
              className={classes.tab}
              aria-pressed={index === at}
              onClick={() => setChosen(index)}
            >
              {cellName(each)}
            </button>
          ))}
          {!readOnly && block.cells.length < TEMPLATE_LIMITS.listCells && (
            <Button
              size="compact-xs"
              variant="subtle"
              h={28}
              leftSection={<IconPlus size={14} />}
              onClick={add}
            >
              Add a text
            </Button>
          )}
        </div>
        <CellPlace box={cell.box} onChange={(box) => set({ box })} />
        <SegmentsPanel
          key={at}
          label="Words"
          segments={cell.segments}
          onChange={(segments) => set({ segments })}
          inRow
        />
        {!readOnly && block.cells.length > 1 && (
          <div className={classes.boxHead}>
            <span />
            <ToolButton label="Remove this text" onClick={remove}>
              <IconTrash size={16} />
            </ToolButton>
          </div>
        )}
      </Section>
      <StylePanel style={cell.style} onChange={(style) => set({ style })} />
      <FitPanel fit={cell.fit} onChange={(fit) => set({ fit })} />
    </>
  );
}

interface CellPlaceProps {
  box: ListCell['box'];
  onChange: (box: ListCell['box']) => void;
}

/** In pixels of the row. */
function CellPlace({ box, onChange }: CellPlaceProps) {
  return (
    <div className={classes.pair}>
      {PLACE.map(([key, letter, label]) => (
        <NumberField
          key={key}
          label={label}
          letter={letter}
          min={key === 'x' || key === 'y' ? -49_152 : 0}
          value={box[key]}
          onChange={(value) => onChange({ ...box, [key]: value })}
        />
      ))}
    </div>
  );
}

const PLACE = [
  ['x', 'X', 'Left in the row'],
  ['y', 'Y', 'Top in the row'],
  ['width', 'W', 'Width in the row'],
  ['height', 'H', 'Height in the row'],
] as const;

function cellName({ segments }: ListCell): string {
  const words = segments
    .map((each) => ('text' in each ? each.text : FIELD_WORDS[each.field]))
    .join(' ')
    .trim();
  return words === '' ? 'Empty' : words;
}

/** Two texts of a row may be alike. */
function keyAt(cells: readonly ListCell[], at: number): string {
  const name = cellName(cells[at] as ListCell);
  return `${name} ${cells.slice(0, at).filter((each) => cellName(each) === name).length}`;
}
