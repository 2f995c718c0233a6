import { Button } from '@mantine/core';
import type { BoardQuery, ListBlock, ListCell } from '@project88/core/displays/document/blocks.ts';
import { useState } from 'react';
import { FitPanel } from '../FitPanel.tsx';
import { ChoiceField, ColourField, NumberField, TextField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { SegmentsPanel } from '../SegmentsPanel.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

const EVERYBODY: BoardQuery = { race: '', sex: '', division: '', by: 'overall', most: 10 };

export function ListPanel({ block }: { block: ListBlock }) {
  const change = useChange(block);
  const board = block.board ?? EVERYBODY;
  const setBoard = (part: Partial<BoardQuery>) =>
    change({ board: { ...board, ...part } }, 'Change the board');
  return (
    <>
      <ChoiceField
        label="Rows"
        value={block.source}
        choices={[
          ['recent', 'Who came last'],
          ['crowd', 'Those on air'],
          ['queue', 'Who waits to be on air'],
          ['leaderboard', 'The best'],
          ['splits', 'Splits of the runner on air'],
          ['approaching', 'Who is on the way'],
        ]}
        onChange={(source) =>
          change({ source, ...(source === 'leaderboard' && { board }) }, 'Change the list')
        }
      />
      {block.source === 'leaderboard' && (
        <fieldset className={classes.box}>
          <legend>Of whom</legend>
          <div className={classes.pair}>
            <TextField label="Race" value={board.race} onChange={(race) => setBoard({ race })} />
            <TextField label="Sex" value={board.sex} onChange={(sex) => setBoard({ sex })} />
            <TextField
              label="Division"
              value={board.division}
              onChange={(division) => setBoard({ division })}
            />
            <NumberField
              label="Places"
              min={1}
              max={500}
              value={board.most}
              onChange={(most) => setBoard({ most: Math.round(most) })}
            />
          </div>
          <ChoiceField
            label="By place"
            value={board.by}
            choices={[
              ['overall', 'overall'],
              ['sex', 'by sex'],
              ['division', 'in the division'],
            ]}
            onChange={(by) => setBoard({ by })}
          />
        </fieldset>
      )}
      <Geometry block={block} />
      <ColourField label="Row" value={block.rowFill} onChange={(rowFill) => change({ rowFill }, 'Colour')} />
      <ColourField
        label="Row that has just come"
        value={block.newRowFill}
        onChange={(newRowFill) => change({ newRowFill }, 'Colour')}
      />
      <Cells block={block} />
    </>
  );
}

function Geometry({ block }: { block: ListBlock }) {
  const change = useChange(block);
  const whole = (key: 'rows' | 'columns') => (value: number) =>
    change({ [key]: Math.round(value) }, 'Change the list');
  return (
    <div className={classes.pair}>
      <NumberField label="Number of rows" min={1} max={60} value={block.rows} onChange={whole('rows')} />
      <NumberField label="Columns" min={1} max={10} value={block.columns ?? 1} onChange={whole('columns')} />
      <NumberField
        label="Height of a row"
        min={1}
        value={block.rowHeightPx}
        onChange={(rowHeightPx) => change({ rowHeightPx }, 'Change the list')}
      />
      <NumberField
        label="Between rows"
        min={0}
        value={block.gapPx}
        onChange={(gapPx) => change({ gapPx }, 'Change the list')}
      />
      <NumberField
        label="Seconds a page"
        min={0}
        max={3_600}
        value={(block.pageMs ?? 0) / 1000}
        onChange={(seconds) => {
          const pageMs = Math.round(seconds * 1000);
          change(pageMs >= 500 ? { pageMs } : { pageMs: 500 }, 'Change the list');
        }}
      />
      <ChoiceField
        label="Bibs on no list"
        value={block.unknownBibs}
        choices={[
          ['show', 'Show'],
          ['hide', 'Leave out'],
        ]}
        onChange={(unknownBibs) => change({ unknownBibs }, 'Change the list')}
      />
    </div>
  );
}

/** The texts of a row, one at a time. */
function Cells({ block }: { block: ListBlock }) {
  const change = useChange(block);
  const [at, setAt] = useState(0);
  const cell = block.cells[at] ?? block.cells[0];
  const set = (part: Partial<ListCell>) =>
    change(
      { cells: block.cells.map((each) => (each === cell ? { ...each, ...part } : each)) },
      'Change a cell',
    );
  const add = () => {
    const like = block.cells.at(-1);
    if (like !== undefined) change({ cells: [...block.cells, { ...like }] }, 'Add a cell');
  };
  if (cell === undefined) return null;
  return (
    <fieldset className={classes.box}>
      <legend>Texts of a row</legend>
      <ChoiceField
        label="Text"
        value={String(block.cells.indexOf(cell))}
        choices={block.cells.map((_, index) => [String(index), `${index + 1}`] as const)}
        onChange={(index) => setAt(Number(index))}
      />
      <div className={classes.pair}>
        {(['x', 'y', 'width', 'height'] as const).map((key) => (
          <NumberField
            key={key}
            label={{ x: 'Left', y: 'Top', width: 'Width', height: 'Height' }[key]}
            value={cell.box[key]}
            onChange={(value) => set({ box: { ...cell.box, [key]: value } })}
          />
        ))}
      </div>
      <SegmentsPanel
        key={at}
        label="Words"
        segments={cell.segments}
        onChange={(segments) => set({ segments })}
      />
      <StylePanel style={cell.style} onChange={(style) => set({ style })} />
      <FitPanel fit={cell.fit} onChange={(fit) => set({ fit })} />
      <div className={classes.arrange}>
        <Button size="compact-xs" variant="default" onClick={add}>
          Add a text
        </Button>
        {block.cells.length > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => change({ cells: block.cells.filter((each) => each !== cell) }, 'Remove a cell')}
          >
            Remove this text
          </Button>
        )}
      </div>
    </fieldset>
  );
}
