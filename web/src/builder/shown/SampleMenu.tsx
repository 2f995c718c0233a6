import { Select } from '@mantine/core';
import { SAMPLES, type Sample } from './samples.ts';

const WORDS: Record<Sample, string> = {
  ordinary: 'A usual runner',
  'longest-name': 'The longest name',
  'unknown-bib': 'An unknown bib',
};

interface SampleMenuProps {
  sample: Sample;
  onChange: (sample: Sample) => void;
}

/** Whom the canvas shows. */
export function SampleMenu({ sample, onChange }: SampleMenuProps) {
  return (
    <Select
      size="xs"
      w={170}
      aria-label="Whom the canvas shows"
      allowDeselect={false}
      data={SAMPLES.map((value) => ({ value, label: WORDS[value] }))}
      value={sample}
      onChange={(value) => value !== null && onChange(value as Sample)}
    />
  );
}
