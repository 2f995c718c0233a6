import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BUILT = join(ROOT, 'dist/web');
const ORIGIN = 'http://stage.example';

/** What the page of a builder, a preview or a thumbnail does with the renderer, and nothing else. */
const CANVAS = `
  import { createCanvasMeasure } from './measure.ts';
  import { createStage } from './stage.ts';
  window.drawStage = async (state, { left, top, widthPx, heightPx }) => {
    const host = document.createElement('div');
    Object.assign(host.style, { position: 'absolute', left: left + 'px', top: top + 'px', width: widthPx + 'px', height: heightPx + 'px' });
    document.body.append(host);
    const stage = createStage(host, { measure: createCanvasMeasure(document), widthPx, heightPx, assetUrl: (id) => '/pictures/' + id });
    stage.render(state);
    await document.fonts.ready;
    stage.refit();
    await new Promise(requestAnimationFrame);
    return performance.now();
  };
  window.moveTimes = (state, blocks, index) => {
    const host = document.createElement('div');
    document.body.append(host);
    const size = { widthPx: 1920, heightPx: 1080 };
    const stage = createStage(host, { measure: createCanvasMeasure(document), ...size, assetUrl: (id) => '/pictures/' + id });
    stage.render(state);
    const [layout] = state.template.layouts;
    return blocks.map((block) => {
      const moved = layout.blocks.with(index, block);
      const next = { ...state, template: { ...state.template, layouts: [{ ...layout, blocks: moved }] } };
      const beganMs = performance.now();
      stage.render(next);
      return performance.now() - beganMs;
    });
  };
`;

export interface Place {
  left: number;
  top: number;
  widthPx: number;
  heightPx: number;
}

/** A page with the renderer alone, as the console has it: with the built faces and styles of the screens. */
export async function openStagePage(
  browser: Browser,
  size: { width: number; height: number },
): Promise<Page> {
  const script = await bundle();
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html() });
    if (pathname === '/stage.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (!pathname.startsWith('/assets/')) return route.fulfill({ status: 404 });
    return route.fulfill({ path: join(BUILT, pathname) });
  });
  await page.goto(ORIGIN);
  return page;
}

/** Draw a state into a host of this size at this place of the page. */
export async function drawAt(page: Page, state: ScreenState, place: Place): Promise<void> {
  await page.evaluate(([given, at]) => (window as unknown as StageWindow).drawStage(given, at), [
    state,
    place,
  ] as const);
}

export interface StageWindow {
  drawStage(state: ScreenState, place: Place): Promise<number>;
  /** Milliseconds of each render in which the block at `index` is another one. */
  moveTimes(state: ScreenState, blocks: readonly unknown[], index: number): number[];
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: CANVAS, resolveDir: join(ROOT, 'web/src/display/renderer'), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

function html(): string {
  const manifest = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Manifest;
  const names = new Set(['display/index.html']);
  for (const name of names) for (const next of manifest[name]?.imports ?? []) names.add(next);
  const styles = [...names].flatMap((name) => manifest[name]?.css ?? []);
  const links = styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('');
  return `<!doctype html><meta charset="utf-8">${links}<body><script type="module" src="/stage.js"></script>`;
}

type Manifest = Record<string, { imports?: string[]; css?: string[] }>;
