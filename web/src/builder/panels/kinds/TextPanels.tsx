import type { MessageBlock, TextBlock, TickerBlock } from '@project88/core/displays/document/blocks.ts';
import { FitPanel } from '../FitPanel.tsx';
import { ChoiceField, NumberField, TextField } from '../fields.tsx';
import { SegmentsPanel } from '../SegmentsPanel.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

export function TextPanel({ block }: { block: TextBlock }) {
  const change = useChange(block);
  return (
    <>
      <SegmentsPanel
        label="Words"
        segments={block.segments}
        onChange={(segments) => change({ segments }, 'Change the words')}
      />
      <SegmentsPanel
        label="For a bib that is on no list"
        segments={block.unknownSegments ?? []}
        onChange={(unknownSegments) => change({ unknownSegments }, 'Change the words')}
      />
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
      <FitPanel fit={block.fit} onChange={(fit) => change({ fit }, 'Change the fit')} />
    </>
  );
}

export function MessagePanel({ block }: { block: MessageBlock }) {
  const change = useChange(block);
  return (
    <>
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
      <FitPanel fit={block.fit} onChange={(fit) => change({ fit }, 'Change the fit')} />
    </>
  );
}

export function TickerPanel({ block }: { block: TickerBlock }) {
  const change = useChange(block);
  return (
    <>
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
        label="Words"
        segments={block.segments}
        onChange={(segments) => change({ segments }, 'Change the words')}
      />
      <TextField
        label="Between two"
        value={block.separator}
        onChange={(separator) => change({ separator }, 'Change the ticker')}
      />
      <NumberField
        label="Pixels a second"
        min={1}
        max={5_000}
        value={block.speedPxPerS}
        onChange={(speedPxPerS) => change({ speedPxPerS }, 'Change the speed')}
      />
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
    </>
  );
}
