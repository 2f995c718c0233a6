import { Button } from '@mantine/core';
import type { TextField } from '@project88/core/displays/document/fields.ts';
import { insertBlocks } from '@project88/core/displays/edit/copying.ts';
import { newFieldBlock } from '@project88/core/displays/edit/newBlock.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { isOnCanvas } from '@project88/core/displays/edit/selection.ts';
import { IconStack2, IconWand } from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { newId } from '../newId.ts';
import { type Builder, placeOf } from '../store/builder.ts';
import classes from './CanvasHints.module.css';
import { MODE_WORDS } from './modeWords.ts';
import { beginTour } from './tourStore.ts';

/** What an empty canvas says: the first step, or that this mode alone is empty. */
export function CanvasHints() {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const count = useBuilder((state) => layoutOf(state.document, state)?.blocks.length ?? 0);
  const mode = useBuilder((state) => state.mode);
  const isBare = useBuilder(
    (state) => !layoutOf(state.document, state)?.blocks.some((block) => isOnCanvas(block, state.mode)),
  );
  if (!isBare) return null;
  if (count > 0) {
    return (
      <p className={classes.bare}>
        Nothing is shown in “{MODE_WORDS[mode]}”. Add something, or select a layer and tick “
        {MODE_WORDS[mode]}” under “Shown in”.
      </p>
    );
  }
  if (readOnly) return <p className={classes.bare}>Nothing is on this design yet.</p>;
  return (
    <section className={classes.empty} aria-label="First steps">
      <IconStack2 size={28} aria-hidden="true" />
      <h2>An empty screen</h2>
      <p>
        Add what a screen shows of a runner, piece by piece, or begin with what nearly every finish line has.
      </p>
      <div className={classes.emptyActions}>
        <Button size="xs" leftSection={<IconWand size={16} />} onClick={() => firstBlocks(builder)}>
          Start with bib, name and time
        </Button>
        <Button size="xs" variant="default" onClick={beginTour}>
          Show me around
        </Button>
      </div>
    </section>
  );
}

/** Bib, name and time one below the other, as shares of the canvas. */
const FIRST: readonly (readonly [field: TextField, from: number, height: number])[] = [
  ['bib', 0.14, 0.2],
  ['name', 0.38, 0.24],
  ['officialTimeMs', 0.66, 0.18],
];

function firstBlocks(builder: Builder): void {
  const state = builder.store.getState();
  const canvas = layoutOf(state.document, state)?.canvas;
  if (canvas === undefined) return;
  const { widthPx, heightPx } = canvas;
  const blocks = FIRST.map(([field, from, height]) => {
    const block = newFieldBlock(field, newId(), canvas);
    const box = {
      x: Math.round(widthPx * 0.06),
      y: Math.round(heightPx * from),
      width: Math.round(widthPx * 0.88),
      height: Math.round(heightPx * height),
    };
    const style = block.kind === 'text' ? { ...block.style, sizePx: Math.round(box.height * 0.8) } : {};
    return { ...block, box, style } as typeof block;
  });
  const { document, ids } = insertBlocks(state.document, placeOf(state), blocks);
  builder.apply(() => document, 'Start with bib, name and time');
  builder.select(ids.slice(0, 1));
}
