import type { Check, TextFile } from './house.ts';

const RECORD = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/;

/** A decision that cannot be found will be taken again. */
export const records: Check = {
  name: 'every decision record is listed and complete',
  find(files) {
    const index = textOf(files, 'docs/README.md');
    return files
      .filter(({ path }) => path.startsWith('docs/decisions/'))
      .flatMap(({ path, text }) => [
        ...(RECORD.test(path) ? [] : [`${path}: the name is not NNNN-title.md`]),
        ...(index.includes(path.replace('docs/', '')) ? [] : [`${path}: not in docs/README.md`]),
        ...['Context', 'Decision', 'Consequences']
          .filter((part) => !text.includes(`\n## ${part}\n`))
          .map((part) => `${path}: no part "${part}"`),
      ]);
  },
};

/** The map names every folder, and no folder that is not there. */
export const map: Check = {
  name: 'ARCHITECTURE.md names the folders that exist',
  find(files) {
    const listed = new Set(
      [...textOf(files, 'ARCHITECTURE.md').matchAll(/^\| `([\w./-]+)\/`/gm)].map((match) => match[1] ?? ''),
    );
    const existing = new Set(files.flatMap(({ path }) => foldersOf(path)));
    return [
      ...[...existing]
        .filter((folder) => !listed.has(folder))
        .map((folder) => `${folder}/ is not on the map`),
      ...[...listed].filter((folder) => !existing.has(folder)).map((folder) => `${folder}/ does not exist`),
    ];
  },
};

/** Links between our documents lead somewhere. */
export const links: Check = {
  name: 'links in documents lead somewhere',
  find(files) {
    const paths = new Set(files.flatMap(({ path }) => [path, ...ancestorsOf(path)]));
    return files.filter(({ path }) => path.endsWith('.md')).flatMap((file) => deadLinks(file, paths));
  },
};

function deadLinks({ path, text }: TextFile, paths: ReadonlySet<string>): string[] {
  const targets = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)(#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  const base = new URL(path, 'file:///');
  return targets
    .filter((target) => !paths.has(new URL(target, base).pathname.slice(1).replace(/\/$/, '')))
    .map((target) => `${path}: ${target} does not exist`);
}

function textOf(files: readonly TextFile[], path: string): string {
  return files.find((file) => file.path === path)?.text ?? '';
}

/** The folders of a file that belong on the map: top folders, and the first level below a workspace's `src`. */
function foldersOf(path: string): string[] {
  return ancestorsOf(path).filter((folder) => /^(\w+|(core|server|web)\/src\/\w+)$/.test(folder));
}

function ancestorsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
