import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { useEffect, useRef } from 'react';
import { createCanvasMeasure } from '../../display/renderer/measure.ts';
import { createStage, type Stage } from '../../display/renderer/stage.ts';
import '../../display/fonts.css';
import '../../display/renderer/stage.css';
import { assetUrl } from '../assetUrl.ts';
import { useBuilderApi } from '../BuilderContext.tsx';
import type { Shown } from '../shown/shown.ts';
import type { Builder, BuilderState } from '../store/builder.ts';
import classes from './Canvas.module.css';

/**
 * The design, drawn by the renderer of the screens. It follows the store itself: a movement of the pointer goes to the
 * renderer without a round through React.
 */
export function StageHost({ shown }: { shown: Shown }) {
  const builder = useBuilderApi();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    return mount(host.current, builder, shown);
  }, [builder, shown]);
  return <div ref={host} className={classes.stage} aria-hidden="true" />;
}

interface Drawn extends Pick<BuilderState, 'layout' | 'mode'> {
  /** Null: something else than the design has changed. */
  document: BuilderState['document'] | null;
}

function mount(host: HTMLElement, builder: Builder, shown: Shown): () => void {
  const sheet = document.createElement('div');
  sheet.className = classes.sheet ?? '';
  host.replaceChildren(sheet);
  let stage: Stage | null = null;
  let drawn: Drawn | null = null;
  let size = '';

  function draw(): void {
    const state = builder.store.getState();
    const canvas = layoutOf(state.document, state)?.canvas;
    if (canvas === undefined) return;
    const { zoom, left, top } = state.viewport;
    const [widthPx, heightPx] = [canvas.widthPx * zoom, canvas.heightPx * zoom];
    sheet.style.transform = `translate(${wholePixel(left)}px, ${wholePixel(top)}px)`;
    const nextSize = `${widthPx} ${heightPx}`;
    const isNewSize = nextSize !== size;
    if (isNewSize) Object.assign(sheet.style, { width: `${widthPx}px`, height: `${heightPx}px` });
    if (stage === null || drawn?.layout !== state.layout) {
      stage = newStage(sheet, state.layout, widthPx, heightPx);
      drawn = null;
    } else if (isNewSize) stage.resize(widthPx, heightPx);
    size = nextSize;
    if (drawn?.document === state.document && drawn.mode === state.mode) return;
    drawn = state;
    stage.render(shown.screen(state.document, state.mode));
    stage.tick(shown.nowMs(), null);
  }

  const refit = (): void => stage?.refit();
  const redraw = (): void => {
    drawn = drawn && { ...drawn, document: null };
    draw();
  };
  const endings = [builder.store.subscribe(draw), shown.onChange?.(redraw)];
  document.fonts.addEventListener('loadingdone', refit);
  document.fonts.ready.then(refit);
  draw();
  const stopTicking = shown.isMoving ? everyFrame(() => stage?.tick(shown.nowMs(), null)) : () => {};
  return () => {
    for (const end of endings) end?.();
    stopTicking();
    document.fonts.removeEventListener('loadingdone', refit);
    host.replaceChildren();
  };
}

/** Letters between two pixels look other than on a screen, where the picture begins at a whole one. */
function wholePixel(px: number): number {
  return Math.round(px * devicePixelRatio) / devicePixelRatio;
}

function newStage(sheet: HTMLElement, layoutName: string, widthPx: number, heightPx: number): Stage {
  const host = document.createElement('div');
  host.className = classes.host ?? '';
  sheet.replaceChildren(host);
  const measure = createCanvasMeasure(document);
  return createStage(host, { measure, widthPx, heightPx, layoutName, assetUrl });
}

function everyFrame(work: () => void): () => void {
  let handle = requestAnimationFrame(function again() {
    work();
    handle = requestAnimationFrame(again);
  });
  return () => cancelAnimationFrame(handle);
}
