import type { Canvas, Layout } from '@project88/core/displays/document/template.ts';
import { useBuilderApi } from '../../BuilderContext.tsx';

/** Changes the canvas of a layout. Changes of the same kind in quick succession are one step of undo. */
export function useCanvas({ name }: Layout) {
  const builder = useBuilderApi();
  return (change: (canvas: Canvas) => Canvas, label: string): void =>
    builder.apply(
      (document) => ({
        ...document,
        layouts: document.layouts.map((each) =>
          each.name === name ? { ...each, canvas: change(each.canvas) } : each,
        ),
      }),
      label,
      `${label} ${name}`,
    );
}
