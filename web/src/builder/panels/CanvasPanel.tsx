import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { IconDeviceTv } from '@tabler/icons-react';
import { useBuilder } from '../BuilderContext.tsx';
import { AiringFields } from './canvas/AiringFields.tsx';
import { BackgroundFields } from './canvas/BackgroundFields.tsx';
import { LayoutFields } from './canvas/LayoutFields.tsx';
import { PixelMapFields } from './canvas/PixelMapFields.tsx';
import { SizeFields } from './canvas/SizeFields.tsx';
import { ThemeFields } from './canvas/ThemeFields.tsx';
import classes from './Panels.module.css';

/** The canvas, the rules of the queue and the colours: what a template has beside its blocks. */
export function CanvasPanel() {
  const layout = useBuilder((state) => layoutOf(state.document, state));
  if (layout === null) return null;
  const { widthPx, heightPx } = layout.canvas;
  return (
    <section aria-label="Canvas" data-tour="inspect">
      <header className={classes.top}>
        <IconDeviceTv size={22} aria-hidden="true" />
        <div className={classes.topWords}>
          <h2>Canvas</h2>
          <p>
            {layout.name}, {widthPx} × {heightPx}
          </p>
        </div>
      </header>
      <SizeFields layout={layout} />
      <BackgroundFields layout={layout} />
      <ThemeFields />
      <AiringFields />
      <LayoutFields layout={layout} />
      <PixelMapFields layout={layout} />
    </section>
  );
}
