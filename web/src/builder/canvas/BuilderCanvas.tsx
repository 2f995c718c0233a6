import { blockAt } from '@project88/core/displays/edit/selection.ts';
import { toDesign } from '@project88/core/displays/edit/viewport.ts';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { listenToClipboard } from '../clipboard.ts';
import { editWords } from '../commands.ts';
import { listenToKeys } from '../keys.ts';
import type { Shown } from '../shown/shown.ts';
import { placeOf } from '../store/builder.ts';
import { BlockList } from './BlockList.tsx';
import classes from './Canvas.module.css';
import { listenToPointers } from './gestures.ts';
import { Handles } from './Handles.tsx';
import { InlineText } from './InlineText.tsx';
import { Overlay } from './Overlay.tsx';
import { StageHost } from './StageHost.tsx';

/** The working area: the design as the screens draw it, and over it what the pointer and the keys work with. */
export function BuilderCanvas({ shown }: { shown: Shown }) {
  const builder = useBuilderApi();
  const area = useRef<HTMLDivElement>(null);
  const tool = useBuilder((state) => state.tool);
  const drag = useBuilder((state) => state.drag?.kind);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const endings = [
      listenToPointers(element, builder),
      listenToKeys(builder),
      listenToClipboard(builder),
      followSize(element, (width, height) => builder.setArea(width, height)),
    ];
    return () => {
      for (const end of endings) end();
    };
  }, [builder]);
  const edit = (event: MouseEvent): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const state = builder.store.getState();
    const point = toDesign(state.viewport, { x: event.clientX - left, y: event.clientY - top });
    const block = blockAt(state.document, placeOf(state), point);
    if (block === null) return;
    builder.select([block.id]);
    editWords(builder);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list of blocks inside is what the keyboard works with
    <div
      ref={area}
      className={classes.area}
      data-tool={tool}
      data-drag={drag}
      data-testid="canvas"
      onDoubleClick={edit}
    >
      <StageHost shown={shown} />
      <Overlay />
      <BlockList />
      <Handles />
      <InlineText />
    </div>
  );
}

function followSize(element: HTMLElement, onSize: (width: number, height: number) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry) onSize(entry.contentRect.width, entry.contentRect.height);
  });
  observer.observe(element);
  return () => observer.disconnect();
}
