import type { ReactNode } from 'react';
import classes from './ChoiceCard.module.css';

interface ChoiceCardProps {
  group: string;
  value: string;
  checked: boolean;
  onChoose: () => void;
  name: string;
  text: string;
  /** A picture above the words. */
  media?: ReactNode;
}

/** One of a few choices, large enough for a thumb; a real radio button inside. */
export function ChoiceCard({ group, value, checked, onChoose, name, text, media }: ChoiceCardProps) {
  return (
    <label className={classes.card}>
      {media && <span className={classes.media}>{media}</span>}
      <input
        type="radio"
        className={classes.input}
        name={group}
        value={value}
        checked={checked}
        onChange={onChoose}
      />
      <span>
        <span className={classes.name}>{name}</span>
        <span className={classes.text}>{text}</span>
      </span>
    </label>
  );
}
