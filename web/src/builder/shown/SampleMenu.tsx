import { SegmentedControl, Select } from '@mantine/core';
import { SAMPLES, type Sample } from './samples.ts';

/** What the canvas shows: an invented runner, a burst of finishers, or what is live. */
export type ShownChoice = Sample | 'burst' | 'live';

const WORDS: Record<ShownChoice, string> = {
  ordinary: 'A usual runner',
  'longest-name': 'The longest name',
  'unknown-bib': 'An unknown bib',
  burst: '30 finishers in 5 s',
  live: 'Live',
};
const SPEEDS = ['0.25', '1', '4'] as const;

interface SampleMenuProps {
  choice: ShownChoice;
  onChange: (choice: ShownChoice) => void;
  /** Live data can be shown only when a display session is chosen. */
  mayBeLive: boolean;
  /** The longest name is that of the display session's start list. */
  hasList: boolean;
  speed: number;
  onSpeed: (speed: number) => void;
}

/** Whom the canvas shows, and how fast a burst plays. */
export function SampleMenu({ choice, onChange, mayBeLive, hasList, speed, onSpeed }: SampleMenuProps) {
  const choices: ShownChoice[] = [...SAMPLES, 'burst', ...(mayBeLive ? (['live'] as const) : [])];
  return (
    <>
      <Select
        size="xs"
        w={170}
        aria-label="Whom the canvas shows"
        data-tour="sample"
        allowDeselect={false}
        data={choices.map((value) => ({ value, label: wordsOf(value, hasList) }))}
        value={choice}
        onChange={(value) => value !== null && onChange(value as ShownChoice)}
      />
      {choice === 'burst' && (
        <SegmentedControl
          size="xs"
          aria-label="Speed of the burst"
          value={String(speed)}
          onChange={(value) => onSpeed(Number(value))}
          data={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        />
      )}
    </>
  );
}

function wordsOf(choice: ShownChoice, hasList: boolean): string {
  return choice === 'longest-name' && hasList ? 'The list’s longest name' : WORDS[choice];
}
