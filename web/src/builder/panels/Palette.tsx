import type { BlockKind } from '@project88/core/displays/document/blocks.ts';
import type { TextField } from '@project88/core/displays/document/fields.ts';
import { insertBlocks } from '@project88/core/displays/edit/copying.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { newBlock, newFieldBlock } from '@project88/core/displays/edit/newBlock.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import {
  IconAdCircle,
  IconClock,
  IconHash,
  IconLetterT,
  IconLine,
  IconList,
  IconMessage,
  IconPhoto,
  IconQrcode,
  IconSquare,
} from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { KIND_WORDS } from '../canvas/blockLabel.ts';
import { newId } from '../newId.ts';
import { placeOf } from '../store/builder.ts';
import classes from './Panels.module.css';

/** What is said of a runner most, in the order in which it is looked for. */
const FIELDS: readonly TextField[] = [
  'bib',
  'name',
  'firstName',
  'lastName',
  'officialTimeMs',
  'chipTimeMs',
  'placeOverall',
  'placeDivision',
  'home',
  'club',
  'division',
  'note',
];

const ICONS: Record<BlockKind, typeof IconSquare> = {
  text: IconLetterT,
  clock: IconClock,
  list: IconList,
  image: IconPhoto,
  shape: IconSquare,
  status: IconHash,
  message: IconMessage,
  sponsor: IconAdCircle,
  ticker: IconLine,
  qr: IconQrcode,
};

/** Everything that can be put on the canvas. What is chosen lands in the middle and is selected. */
export function Palette() {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const insert = (kind: BlockKind, field?: TextField) => {
    const state = builder.store.getState();
    const canvas = layoutOf(state.document, state)?.canvas;
    if (canvas === undefined) return;
    const block =
      field === undefined ? newBlock(kind, newId(), canvas) : newFieldBlock(field, newId(), canvas);
    const { document, ids } = insertBlocks(state.document, placeOf(state), [block]);
    builder.apply(() => document, `Add ${field === undefined ? KIND_WORDS[kind] : FIELD_WORDS[field]}`);
    builder.select(ids);
  };
  return (
    <section className={classes.panel} aria-label="Add">
      <h2 className={classes.title}>Runner</h2>
      <div className={classes.chips}>
        {FIELDS.map((field) => (
          <button
            key={field}
            type="button"
            className={classes.chip}
            disabled={readOnly}
            onClick={() => insert('text', field)}
          >
            {FIELD_WORDS[field]}
          </button>
        ))}
      </div>
      <h2 className={classes.title}>Blocks</h2>
      <div className={classes.kinds}>
        {(Object.keys(ICONS) as BlockKind[]).map((kind) => {
          const Icon = ICONS[kind];
          return (
            <button
              key={kind}
              type="button"
              className={classes.kind}
              disabled={readOnly}
              onClick={() => insert(kind)}
            >
              <Icon size={20} aria-hidden="true" />
              {KIND_WORDS[kind]}
            </button>
          );
        })}
      </div>
    </section>
  );
}
