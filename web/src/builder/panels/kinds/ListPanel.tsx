import type { BoardQuery, ListBlock } from '@project88/core/displays/document/blocks.ts';
import { ColourField } from '../ColourField.tsx';
import { ChoiceField, NumberField, SwitchField } from '../fields.tsx';
import { Section } from '../Section.tsx';
import { useChange } from '../useChange.ts';
import { BoardFields } from './BoardFields.tsx';
import { ListCells } from './ListCells.tsx';

const EVERYBODY: BoardQuery = { race: '', sex: '', division: '', by: 'overall', most: 10 };
const PAGE_MS = 10_000;

export function ListPanel({ block }: { block: ListBlock }) {
  const change = useChange(block);
  const board = block.board ?? EVERYBODY;
  return (
    <>
      <Section title="List">
        <ChoiceField
          label="Who"
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
          <BoardFields board={board} onChange={(next) => change({ board: next }, 'Change the board')} />
        )}
        <ChoiceField
          label="Bibs on no list"
          value={block.unknownBibs}
          choices={[
            ['show', 'Show the bib'],
            ['hide', 'Leave out'],
          ]}
          onChange={(unknownBibs) => change({ unknownBibs }, 'Change the list')}
        />
        <SwitchField
          label="Turn pages when there are more"
          checked={block.pageMs !== undefined}
          onChange={(on) => change({ pageMs: on ? PAGE_MS : undefined }, 'Turn pages')}
        />
        {block.pageMs !== undefined && (
          <NumberField
            label="A page for"
            unit="s"
            min={0.5}
            max={3_600}
            step={0.5}
            value={block.pageMs / 1000}
            onChange={(seconds) => change({ pageMs: Math.round(seconds * 1000) }, 'Turn pages')}
          />
        )}
      </Section>
      <Rows block={block} />
      <ListCells block={block} />
    </>
  );
}

function Rows({ block }: { block: ListBlock }) {
  const change = useChange(block);
  const whole = (key: 'rows' | 'columns') => (value: number) =>
    change({ [key]: Math.round(value) }, 'Change the list');
  const px = (key: 'rowHeightPx' | 'gapPx' | 'columnGapPx' | 'rowRadiusPx') => (value: number) =>
    change({ [key]: value }, 'Change the list');
  return (
    <Section title="Rows">
      <NumberField label="Rows" min={1} max={60} value={block.rows} onChange={whole('rows')} />
      <NumberField label="Columns" min={1} max={10} value={block.columns ?? 1} onChange={whole('columns')} />
      <NumberField
        label="Row height"
        unit="px"
        min={1}
        max={16_384}
        value={block.rowHeightPx}
        onChange={px('rowHeightPx')}
      />
      <NumberField label="Between rows" unit="px" min={0} value={block.gapPx} onChange={px('gapPx')} />
      {(block.columns ?? 1) > 1 && (
        <NumberField
          label="Between columns"
          unit="px"
          min={0}
          value={block.columnGapPx ?? 0}
          onChange={px('columnGapPx')}
        />
      )}
      <NumberField
        label="Round corners"
        unit="px"
        min={0}
        value={block.rowRadiusPx ?? 0}
        onChange={px('rowRadiusPx')}
      />
      <ColourField label="Row" value={block.rowFill} onChange={(rowFill) => change({ rowFill }, 'Colour')} />
      <ColourField
        label="Row just in"
        value={block.newRowFill}
        onChange={(newRowFill) => change({ newRowFill }, 'Colour')}
      />
    </Section>
  );
}
