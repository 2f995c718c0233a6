import type { Block } from '@project88/core/displays/document/blocks.ts';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import { isTextField } from '@project88/core/displays/edit/fieldWords.ts';
import { changeBlocks, layoutOf, placed } from '@project88/core/displays/edit/place.ts';
import { segmentsFrom, segmentsText } from '@project88/core/displays/edit/segmentsText.ts';
import { toScreen } from '@project88/core/displays/edit/viewport.ts';
import { useEffect, useRef } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { placeOf } from '../store/builder.ts';
import { blockName } from './blockLabel.ts';
import classes from './Canvas.module.css';

/** Smallest size of the field in which words are edited. Screen pixels. */
const LEAST = { width: 240, height: 40 };

/** Whether a block has words that can be typed over it. */
export function hasWords(block: Block): boolean {
  return block.kind === 'text' || block.kind === 'ticker' || block.kind === 'qr';
}

/** The words of one block, typed where they stand: fields are written as `{bib}`. Enter keeps them, Escape does not. */
export function InlineText() {
  const id = useBuilder((state) => state.editingText);
  const block = useBuilder((state) => layoutOf(state.document, state)?.blocks.find((each) => each.id === id));
  return block && hasWords(block) ? <Field key={block.id} block={block} /> : null;
}

function Field({ block }: { block: Block }) {
  const builder = useBuilderApi();
  const viewport = useBuilder((state) => state.viewport);
  const mode = useBuilder((state) => state.mode);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), []);
  const { box } = placed(block, mode);
  const { x, y } = toScreen(viewport, box);
  const done = useRef(false);
  const close = (keep: boolean): void => {
    if (done.current) return;
    done.current = true;
    const line = field.current?.value ?? '';
    if (keep) {
      const place = placeOf(builder.store.getState());
      builder.apply(
        (document) => changeBlocks(document, place, [block.id], (each) => withWords(each, line)),
        'Edit text',
      );
    }
    builder.show({ editingText: null });
    document.querySelector<HTMLElement>(`[data-block-id="${CSS.escape(block.id)}"]`)?.focus();
  };
  return (
    <textarea
      ref={field}
      className={classes.text}
      aria-label={`Words of ${blockName(block)}. Fields are written as {bib}.`}
      data-keeps-pointer
      defaultValue={wordsOf(block)}
      spellCheck={false}
      style={{
        left: x,
        top: y,
        width: Math.max(LEAST.width, box.width * viewport.zoom),
        height: Math.max(LEAST.height, box.height * viewport.zoom),
      }}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') close(false);
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          close(true);
        }
      }}
    />
  );
}

function wordsOf(block: Block): string {
  if (block.kind === 'qr') return block.text;
  return block.kind === 'text' || block.kind === 'ticker' ? segmentsText(block.segments) : '';
}

/** The block with other words; the same block when they are the same. */
function withWords(block: Block, line: string): Block {
  if (line === wordsOf(block)) return block;
  if (block.kind === 'qr') return { ...block, text: line.slice(0, TEMPLATE_LIMITS.text) };
  if (block.kind !== 'text' && block.kind !== 'ticker') return block;
  return { ...block, segments: segmentsFrom(line, block.segments, isTextField) };
}
