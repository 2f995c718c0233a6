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
  /** The text says why. */
  disabled?: boolean;
}

/** One of a few choices, large enough for a thumb; a real radio button inside. */
export function ChoiceCard(props: ChoiceCardProps) {
  const { group, value, checked, onChoose, name, text, media, disabled = false } = props;
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
        disabled={disabled}
      />
      <span>
        <span className={classes.name}>{name}</span>
        <span className={classes.text}>{text}</span>
      </span>
    </label>
  );
}
