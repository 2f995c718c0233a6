// Compiles server and pages into dist/. Runs as a process of its own, started by build.mjs.
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { inRoot, SERVER_FOLDER } from './paths.mjs';

/** Our own workspaces are TypeScript sources and go into the bundle; packages stay in node_modules. */
const ownWorkspaces = {
  name: 'own-workspaces',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^@project88\// }, ({ path }) => {
      const [, workspace = '', ...rest] = path.split('/');
      return { path: inRoot(workspace, 'src', ...rest) };
    });
  },
};

async function buildServer() {
  await esbuild({
    entryPoints: {
      main: inRoot('server', 'src', 'main.ts'),
      p88: inRoot('server', 'src', 'cli', 'main.ts'),
      pictures: inRoot('server', 'src', 'assets', 'worker', 'main.ts'),
      styles: inRoot('server', 'src', 'web', 'style', 'worker', 'main.ts'),
    },
    outdir: SERVER_FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [ownWorkspaces],
  });
}

/** The pages' own configuration says what is built and where it goes. */
async function buildPages() {
  await vite({ configFile: inRoot('web', 'vite.config.ts'), logLevel: 'warn' });
}

await Promise.all([buildServer(), buildPages()]);
