import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** A worker with the pages that it keeps, by the address under which each is fetched. */
interface WorkerSpec {
  name: string;
  pages: Readonly<Record<string, string>>;
}

const WORKERS: readonly WorkerSpec[] = [
  { name: 'display', pages: { '/display': 'display/index.html' } },
  { name: 'console', pages: { '/': 'console/index.html', '/builder/': 'builder/index.html' } },
];

/** What Vite's manifest tells of a file. */
interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}
export type Manifest = Readonly<Record<string, Chunk>>;

interface Folders {
  /** Of the workers' sources, and of the built pages. */
  workers: string;
  outDir: string;
}

/**
 * Build the service workers, `<name>-worker.js`, each as one script that knows the files of its pages. They stand outside
 * of `assets` under names that stay, because a browser finds a newer worker under the address of the old one.
 */
export function serviceWorkers({ workers, outDir }: Folders): Plugin {
  return {
    name: 'service-workers',
    apply: 'build',
    async closeBundle() {
      const manifest = JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest;
      for (const { name, pages } of WORKERS) {
        const files = Object.entries(pages).flatMap(([url, page]) =>
          filesOfPage(outDir, manifest, url, page),
        );
        await buildWorker(join(workers, `${name}.ts`), outDir, `${name}-worker.js`, unique(files));
      }
    },
  };
}

interface KeptFile {
  url: string;
  /** Null for files whose names change with their content. */
  revision: string | null;
}

function filesOfPage(outDir: string, manifest: Manifest, url: string, page: string): KeptFile[] {
  const file = join(outDir, page);
  if (!existsSync(file)) return [];
  const html = readFileSync(file, 'utf8');
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, asset]) => asset ?? '');
  const urls = new Set([...named, ...codeOf(manifest, page).map((asset) => `/${asset}`)]);
  const revision = createHash('sha256').update(html).digest('hex').slice(0, 16);
  return [{ url, revision }, ...[...urls].map((each) => ({ url: each, revision: null }))];
}

/** Scripts and styles that a page can load, those that it loads later included. */
export function codeOf(manifest: Manifest, entry: string): string[] {
  const names = new Set([entry]);
  for (const name of names) {
    const { imports = [], dynamicImports = [] } = manifest[name] ?? { file: '' };
    for (const next of [...imports, ...dynamicImports]) names.add(next);
  }
  return [...names].flatMap((name) => {
    const chunk = manifest[name];
    return chunk === undefined ? [] : [chunk.file, ...(chunk.css ?? [])];
  });
}

function unique(files: readonly KeptFile[]): KeptFile[] {
  return [...new Map(files.map((file) => [file.url, file])).values()];
}

async function buildWorker(
  entry: string,
  outDir: string,
  file: string,
  files: readonly KeptFile[],
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { PAGE_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      copyPublicDir: false,
      modulePreload: false,
      lib: { entry, formats: ['iife'], name: 'worker', fileName: () => file },
    },
  });
}
