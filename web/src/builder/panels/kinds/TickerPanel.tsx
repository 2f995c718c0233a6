import type { TickerBlock } from '@project88/core/displays/document/blocks.ts';
import { ChoiceField, NumberField, TextField } from '../fields.tsx';
import { Section } from '../Section.tsx';
import { SegmentsPanel } from '../SegmentsPanel.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

export function TickerPanel({ block }: { block: TickerBlock }) {
  const change = useChange(block);
  return (
    <>
      <Section title="Ticker">
        <ChoiceField
          label="What runs"
          value={block.source}
          choices={[
            ['recent', 'Everybody who came'],
            ['crowd', 'Those on air'],
            ['text', 'Fixed words'],
          ]}
          onChange={(source) => change({ source }, 'Change the ticker')}
        />
        <SegmentsPanel
          label={block.source === 'text' ? 'Words' : 'Words for each of them'}
          segments={block.segments}
          onChange={(segments) => change({ segments }, 'Change the words')}
        />
        <TextField
          label="Between two"
          value={block.separator}
          onChange={(separator) => change({ separator }, 'Change the ticker')}
        />
        <NumberField
          label="Speed"
          unit="px/s"
          min={1}
          max={5_000}
          step={10}
          value={block.speedPxPerS}
          onChange={(speedPxPerS) => change({ speedPxPerS }, 'Change the speed')}
        />
      </Section>
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
    </>
  );
}
