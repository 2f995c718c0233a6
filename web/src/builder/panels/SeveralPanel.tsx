import { Button } from '@mantine/core';
import type { Block } from '@project88/core/displays/document/blocks.ts';
import { sameSize } from '@project88/core/displays/edit/arranging.ts';
import { changeBlocks } from '@project88/core/displays/edit/place.ts';
import { IconStack2 } from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { blockName } from '../canvas/blockLabel.ts';
import { placeOf } from '../store/builder.ts';
import { ArrangePanel } from './ArrangePanel.tsx';
import { NumberField } from './fields.tsx';
import classes from './Panels.module.css';
import { Section } from './Section.tsx';

/** What can be done with several blocks at once. */
export function SeveralPanel({ blocks }: { blocks: readonly Block[] }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const opacity = Math.min(...blocks.map((block) => block.opacity ?? 1));
  const size = (side: 'width' | 'height') => {
    const { selection, ...state } = builder.store.getState();
    builder.apply((document) => sameSize(document, placeOf(state), selection, side), 'Same size');
  };
  const fade = (percent: number) => {
    const { selection, ...state } = builder.store.getState();
    builder.apply(
      (document) =>
        changeBlocks(document, placeOf(state), selection, (each) => ({ ...each, opacity: percent / 100 })),
      'Opacity',
      `Opacity ${selection.join()}`,
    );
  };
  return (
    <section aria-label="Selection" data-tour="inspect">
      <header className={classes.top}>
        <IconStack2 size={22} aria-hidden="true" />
        <div className={classes.topWords}>
          <h2>{blocks.length} blocks</h2>
          <p>{blocks.map(blockName).join(', ')}</p>
        </div>
      </header>
      <ArrangePanel count={blocks.length} />
      <Section title="Size and opacity" name="several">
        {!readOnly && (
          <div className={classes.pair}>
            <Button size="xs" variant="default" onClick={() => size('width')}>
              Same width
            </Button>
            <Button size="xs" variant="default" onClick={() => size('height')}>
              Same height
            </Button>
          </div>
        )}
        <NumberField label="Opacity" unit="%" min={0} max={100} value={opacity * 100} onChange={fade} />
      </Section>
    </section>
  );
}
