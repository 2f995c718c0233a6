import type { MessageBlock } from '@project88/core/displays/document/blocks.ts';
import { FitPanel } from '../FitPanel.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { StylePanel } from '../StylePanel.tsx';
import { useChange } from '../useChange.ts';

export function MessagePanel({ block }: { block: MessageBlock }) {
  const change = useChange(block);
  return (
    <>
      <Section title="Message">
        <p className={classes.hint}>
          What operators type on the day stands here. The canvas shows an example.
        </p>
      </Section>
      <StylePanel style={block.style} onChange={(style) => change({ style }, 'Change the style')} />
      <FitPanel fit={block.fit} onChange={(fit) => change({ fit }, 'Change the fit')} />
    </>
  );
}
