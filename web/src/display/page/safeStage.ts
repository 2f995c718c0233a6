import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { createStage, type Stage, type StageOptions } from '../renderer/stage.ts';
import { PLAIN_DESIGN } from './plainDesign.ts';

/**
 * A stage on which a design that cannot be drawn, for whatever reason, gives its place to a plain one until another
 * comes: people in front of a wall must never see a half-drawn or an old card. It throws only when the plain one fails.
 */
export function createSafeStage(host: HTMLElement, options: StageOptions): Stage {
  let { widthPx, heightPx } = options;
  let stage = createStage(host, options);
  let faulty: TemplateDocument | null = null;
  let newest: ScreenState | null = null;

  const drawable = (state: ScreenState): ScreenState =>
    state.template === faulty ? { ...state, template: PLAIN_DESIGN } : state;

  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (newest === null || newest.template === faulty) throw error;
      console.error('The design could not be drawn.', error);
      faulty = newest.template;
      host.replaceChildren();
      stage = createStage(host, { ...options, widthPx, heightPx });
      stage.render(drawable(newest));
    }
  }

  return {
    render(state, motion) {
      newest = state;
      attempt(() => stage.render(drawable(state), motion));
    },
    tick: (nowMs, dataAgeMs) => attempt(() => stage.tick(nowMs, dataAgeMs)),
    resize(...size) {
      [widthPx, heightPx] = size;
      attempt(() => stage.resize(widthPx, heightPx));
    },
    refit: () => attempt(() => stage.refit()),
  };
}
