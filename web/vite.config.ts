import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import { serviceWorkers } from './build/serviceWorkers.ts';

const root = fileURLToPath(new URL('./src/entries', import.meta.url));
const workers = fileURLToPath(new URL('./src/workers', import.meta.url));
const outDir = fileURLToPath(new URL('../dist/web', import.meta.url));

/** Pages by name. Each is a folder with its own `index.html`; the server answers with the built file. */
const PAGES = ['console', 'builder', 'display', 'status'];

/** The faces that a screen needs for its first fit; all others are fetched only when a name needs their letters. */
const PRELOADED_FACES = /(inter-latin-wght-normal|barlow-condensed-latin-700-normal)-[\w-]+\.woff2$/;

function inputs(): Record<string, string> {
  const pages = PAGES.map((page) => [page, `${root}/${page}/index.html`] as const);
  return Object.fromEntries(pages.filter(([, file]) => existsSync(file)));
}

/** Let the display page fetch its faces beside its script, not after its stylesheet. */
function preloadFaces(): Plugin {
  return {
    name: 'preload-faces',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, path }) {
        if (!path.startsWith('/display/')) return [];
        const faces = Object.keys(bundle ?? {}).filter((file) => PRELOADED_FACES.test(file));
        return faces.map(preloadTag);
      },
    },
  };
}

function preloadTag(file: string): HtmlTagDescriptor {
  const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true };
  return { tag: 'link', attrs, injectTo: 'head' };
}

/** Packages of faces, which may be handed on only with their licence (SIL OFL 1.1). */
const FACES = [
  '@fontsource-variable/inter',
  '@fontsource/barlow-condensed',
  '@fontsource-variable/archivo',
  '@fontsource-variable/source-serif-4',
  '@fontsource-variable/jetbrains-mono',
];

/** Put the licences of the faces beside them. */
function shipFaceLicences(): Plugin {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'ship-face-licences',
    apply: 'build',
    generateBundle() {
      for (const face of FACES) {
        const source = readFileSync(resolve(`${face}/LICENSE`), 'utf8');
        this.emitFile({ type: 'asset', name: `licence-${face.split('/')[1]}.txt`, source });
      }
    },
  };
}

export default defineConfig({
  root,
  base: '/',
  plugins: [react(), preloadFaces(), shipFaceLicences(), serviceWorkers({ workers, outDir })],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // Everything comes from a file of this origin: the content policy allows neither inline code nor data URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: inputs() },
  },
  server: {
    proxy: {
      '/api': { target: 'http://127.0.0.1:8088', ws: true },
      '/live': { target: 'http://127.0.0.1:8088', ws: true },
    },
  },
});
