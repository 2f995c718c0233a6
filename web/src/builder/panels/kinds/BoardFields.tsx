import type { BoardQuery } from '@project88/core/displays/document/blocks.ts';
import { ChoiceField, NumberField, TextField } from '../fields.tsx';
import classes from '../Panels.module.css';

interface BoardFieldsProps {
  board: BoardQuery;
  onChange: (board: BoardQuery) => void;
}

/** Whose places a leaderboard shows. */
export function BoardFields({ board, onChange }: BoardFieldsProps) {
  const set = (part: Partial<BoardQuery>) => onChange({ ...board, ...part });
  return (
    <div className={classes.inset}>
      <TextField label="Race" placeholder="All" value={board.race} onChange={(race) => set({ race })} />
      <TextField label="Sex" placeholder="All" value={board.sex} onChange={(sex) => set({ sex })} />
      <TextField
        label="Division"
        placeholder="All"
        value={board.division}
        onChange={(division) => set({ division })}
      />
      <ChoiceField
        label="By place"
        value={board.by}
        choices={[
          ['overall', 'Overall'],
          ['sex', 'Of their sex'],
          ['division', 'In their division'],
        ]}
        onChange={(by) => set({ by })}
      />
      <NumberField
        label="Places"
        min={1}
        max={500}
        value={board.most}
        onChange={(most) => set({ most: Math.round(most) })}
      />
    </div>
  );
}
