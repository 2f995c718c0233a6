import type { BlockKind } from '@project88/core/displays/document/blocks.ts';
import type { TextField } from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { KIND_WORDS } from '../canvas/blockLabel.ts';
import { DRAG_TYPE, dragText, type Insertable, insert } from '../insert.ts';
import { emptyWords, useEmptyFields } from './emptyFields.tsx';
import { KindPicture } from './KindPicture.tsx';
import classes from './Palette.module.css';

/** What is said of a runner most, in the order in which it is looked for. */
const FIRST_FIELDS: readonly TextField[] = [
  'bib',
  'name',
  'officialTimeMs',
  'placeOverall',
  'club',
  'home',
  'division',
  'race',
];
/** Fields of rows of lists, which say nothing in a text. */
const ROW_FIELDS = new Set<TextField>(['rank', 'splitName', 'splitTimeMs', 'etaMs']);
const MORE_FIELDS = (Object.keys(FIELD_WORDS) as TextField[]).filter(
  (field) => !FIRST_FIELDS.includes(field) && !ROW_FIELDS.has(field),
);

const KINDS: readonly BlockKind[] = [
  'text',
  'list',
  'clock',
  'image',
  'shape',
  'message',
  'sponsor',
  'ticker',
  'status',
  'qr',
];

/** Everything that can be put on the canvas: by a click into the middle, or dragged to its place. */
export function Palette() {
  const readOnly = useBuilder((state) => state.readOnly);
  const [isAll, setAll] = useState(false);
  const empty = useEmptyFields();
  if (readOnly) return null;
  return (
    <section className={classes.panel} aria-label="Add" data-tour="add">
      <h2 className={classes.title}>Runner</h2>
      <div className={classes.chips}>
        {(isAll ? [...FIRST_FIELDS, ...MORE_FIELDS] : FIRST_FIELDS).map((field) => (
          <Piece
            key={field}
            what={{ field }}
            className={empty.has(field) ? `${classes.chip} ${classes.empty}` : classes.chip}
            title={empty.has(field) ? emptyWords(field) : undefined}
          >
            {FIELD_WORDS[field]}
          </Piece>
        ))}
        <button
          type="button"
          className={classes.more}
          aria-expanded={isAll}
          onClick={() => setAll((before) => !before)}
        >
          {isAll ? 'Fewer' : `${MORE_FIELDS.length} more`}
        </button>
      </div>
      <h2 className={classes.title}>Blocks</h2>
      <div className={classes.kinds}>
        {KINDS.map((kind) => (
          <Piece key={kind} what={{ kind }} className={classes.kind}>
            <KindPicture kind={kind} />
            {KIND_WORDS[kind]}
          </Piece>
        ))}
      </div>
    </section>
  );
}

interface PieceProps {
  what: Insertable;
  className: string | undefined;
  title?: string | undefined;
  children: ReactNode;
}

function Piece({ what, className, title, children }: PieceProps) {
  const builder = useBuilderApi();
  const begin = ({ dataTransfer }: DragEvent): void => {
    dataTransfer.setData(DRAG_TYPE, dragText(what));
    dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button
      type="button"
      className={className}
      title={title}
      draggable
      onDragStart={begin}
      onClick={() => insert(builder, what)}
    >
      {children}
    </button>
  );
}
