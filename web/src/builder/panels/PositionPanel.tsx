import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TurnedBox } from '@project88/core/displays/edit/geometry.ts';
import { changeBlocks, placed, withPlaced } from '@project88/core/displays/edit/place.ts';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { blockName } from '../canvas/blockLabel.ts';
import { placeOf } from '../store/builder.ts';
import { NumberField, TextField } from './fields.tsx';
import classes from './Panels.module.css';
import { renameBlock } from './renameBlock.ts';
import { Section } from './Section.tsx';
import { useChange } from './useChange.ts';

/** Place, size and rotation in pixels of the canvas, and what the block is called. */
export function PositionPanel({ block }: { block: Block }) {
  const builder = useBuilderApi();
  const mode = useBuilder((state) => state.mode);
  const change = useChange(block);
  const { box, rotationDeg } = placed(block, mode);
  const put = (next: Partial<TurnedBox>, label: string) =>
    builder.apply(
      (document) =>
        changeBlocks(document, placeOf(builder.store.getState()), [block.id], (each) =>
          withPlaced(each, mode, next),
        ),
      label,
      `${label} ${block.id}`,
    );
  return (
    <Section title="Position and size">
      <div className={classes.pair}>
        <NumberField
          label="Left"
          letter="X"
          value={box.x}
          onChange={(x) => put({ box: { ...box, x } }, 'Move')}
        />
        <NumberField
          label="Top"
          letter="Y"
          value={box.y}
          onChange={(y) => put({ box: { ...box, y } }, 'Move')}
        />
        <NumberField
          label="Width"
          letter="W"
          min={1}
          value={box.width}
          onChange={(width) => put({ box: { ...box, width } }, 'Resize')}
        />
        <NumberField
          label="Height"
          letter="H"
          min={1}
          value={box.height}
          onChange={(height) => put({ box: { ...box, height } }, 'Resize')}
        />
        <NumberField
          label="Rotation"
          letter="↻"
          unit="°"
          min={-360}
          max={360}
          value={rotationDeg}
          onChange={(degrees) => put({ rotationDeg: degrees }, 'Rotate')}
        />
        <NumberField
          label="Opacity"
          letter="◐"
          unit="%"
          min={0}
          max={100}
          value={(block.opacity ?? 1) * 100}
          onChange={(percent) => change({ opacity: percent / 100 }, 'Opacity')}
        />
      </div>
      <LayerName block={block} />
    </Section>
  );
}

function LayerName({ block }: { block: Block }) {
  const builder = useBuilderApi();
  return (
    <TextField
      label="Layer name"
      value={block.name ?? ''}
      placeholder={blockName(block)}
      onChange={(name) => renameBlock(builder, block.id, name)}
    />
  );
}
