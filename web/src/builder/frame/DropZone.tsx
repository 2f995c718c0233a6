import { toDesign } from '@project88/core/displays/edit/viewport.ts';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useBuilderApi } from '../BuilderContext.tsx';
import { DRAG_TYPE, insert, insertableOf } from '../insert.ts';
import classes from './BuilderFrame.module.css';

/** Where pieces of the palette may be dropped: they land under the pointer. */
export function DropZone({ children }: { children: ReactNode }) {
  const builder = useBuilderApi();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    setOver(false);
    const what = insertableOf(event.dataTransfer.getData(DRAG_TYPE));
    const area = event.currentTarget.querySelector('[data-testid="canvas"]');
    if (what === null || area === null) return;
    event.preventDefault();
    const { left, top } = area.getBoundingClientRect();
    const { viewport } = builder.store.getState();
    insert(builder, what, toDesign(viewport, { x: event.clientX - left, y: event.clientY - top }));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the palette's buttons do the same for the keyboard
    <div
      className={`${classes.work} ${isOver ? classes.over : ''}`}
      data-tour="canvas"
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
