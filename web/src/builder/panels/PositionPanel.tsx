import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TurnedBox } from '@project88/core/displays/edit/geometry.ts';
import { changeBlocks, placed, withPlaced } from '@project88/core/displays/edit/place.ts';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { blockName } from '../canvas/blockLabel.ts';
import { placeOf } from '../store/builder.ts';
import { NumberField, TextField } from './fields.tsx';
import classes from './Panels.module.css';
import { useChange } from './useChange.ts';

/** Name, place, size and rotation, in pixels of the canvas. */
export function PositionPanel({ block }: { block: Block }) {
  const builder = useBuilderApi();
  const mode = useBuilder((state) => state.mode);
  const change = useChange(block);
  const { box, rotationDeg } = placed(block, mode);
  // A name that is deleted gives way to what the block shows.
  const rename = (name: string) =>
    builder.apply(
      (document) =>
        changeBlocks(
          document,
          placeOf(builder.store.getState()),
          [block.id],
          ({ name: _, ...each }) => (name === '' ? each : { ...each, name: name.slice(0, 120) }) as Block,
        ),
      'Rename',
      `Rename ${block.id}`,
    );
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
    <>
      <TextField
        label="Name in the layers"
        value={block.name ?? ''}
        placeholder={blockName(block)}
        onChange={(name) => rename(name)}
      />
      <div className={classes.pair}>
        <NumberField label="Left" value={box.x} onChange={(x) => put({ box: { ...box, x } }, 'Move')} />
        <NumberField label="Top" value={box.y} onChange={(y) => put({ box: { ...box, y } }, 'Move')} />
        <NumberField
          label="Width"
          min={1}
          value={box.width}
          onChange={(width) => put({ box: { ...box, width } }, 'Resize')}
        />
        <NumberField
          label="Height"
          min={1}
          value={box.height}
          onChange={(height) => put({ box: { ...box, height } }, 'Resize')}
        />
        <NumberField
          label="Rotation °"
          min={-360}
          max={360}
          value={rotationDeg}
          onChange={(degrees) => put({ rotationDeg: degrees }, 'Rotate')}
        />
        <NumberField
          label="Opacity %"
          min={0}
          max={100}
          value={(block.opacity ?? 1) * 100}
          onChange={(percent) => change({ opacity: percent / 100 }, 'Opacity')}
        />
      </div>
    </>
  );
}
