import type { TextBlock } from '@project88/core/displays/document/blocks.ts';
import { FitPanel } from '../FitPanel.tsx';
import { Section } from '../Section.tsx';
import { SegmentsPanel } from '../SegmentsPanel.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

export function TextPanel({ block }: { block: TextBlock }) {
  const change = useChange(block);
  return (
    <>
      <Section title="Text">
        <SegmentsPanel
          label="Words"
          segments={block.segments}
          onChange={(segments) => change({ segments }, 'Change the words')}
        />
        <SegmentsPanel
          label="For a bib that is on no list"
          placeholder="Left empty"
          segments={block.unknownSegments ?? []}
          onChange={(unknownSegments) => change({ unknownSegments }, 'Change the words')}
        />
      </Section>
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
      <FitPanel fit={block.fit} onChange={(fit) => change({ fit }, 'Change the fit')} />
    </>
  );
}
