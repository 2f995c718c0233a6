import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { useEffect, useRef } from 'react';
import { createCanvasMeasure } from '../../display/renderer/measure.ts';
import { createStage, type Stage } from '../../display/renderer/stage.ts';
import '../../display/fonts.css';
import '../../display/renderer/stage.css';
import classes from './StageView.module.css';

interface StageViewProps {
  state: ScreenState;
  /** Server time, for the clocks on the picture. */
  nowMs: number;
  /** What the picture shows, for those who do not see it. */
  label: string;
}

/** A screen in small, drawn by the very renderer that draws the real ones. */
export function StageView({ state, nowMs, label }: StageViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  useEffect(() => {
    if (host.current) stage.current = mountStage(host.current);
    return () => {
      host.current?.replaceChildren();
      stage.current = null;
    };
  }, []);
  useEffect(() => stage.current?.render(state), [state]);
  useEffect(() => stage.current?.tick(nowMs as InstantMs, null), [nowMs]);
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) stage.current?.resize(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div className={classes.frame} role="img" aria-label={label}>
      <div ref={host} className={classes.host} aria-hidden="true" />
    </div>
  );
}

function mountStage(host: HTMLElement): Stage {
  const { width, height } = host.getBoundingClientRect();
  const stage = createStage(host, {
    measure: createCanvasMeasure(document),
    widthPx: width,
    heightPx: height,
    assetUrl: (id, widthPx) => `/api/assets/${id}/file?width=${widthPx}`,
  });
  document.fonts.ready.then(() => stage.refit());
  document.fonts.addEventListener('loadingdone', () => stage.refit());
  return stage;
}
