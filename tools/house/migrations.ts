import type { Check, TextFile } from './house.ts';

const NAME = /^db\/migrations\/(\d{4})-([a-z0-9-]+)\.(up|down)\.sql$/;

/** A migration that cannot be taken back is a deploy that cannot be taken back. */
export const migrations: Check = { name: 'every migration goes up and down', find: findMigrations };

function findMigrations(files: readonly TextFile[]): string[] {
  const paths = files.map(({ path }) => path).filter((path) => path.startsWith('db/migrations/'));
  const misnamed = paths.filter((path) => !NAME.test(path));
  const named = paths.filter((path) => NAME.test(path));
  const lonely = named.filter((path) => !named.includes(partnerOf(path)));
  const empty = files.filter(({ path, text }) => NAME.test(path) && text.trim() === '');
  return [
    ...misnamed.map((path) => `${path}: the name is not NNNN-name.up.sql or NNNN-name.down.sql`),
    ...lonely.map((path) => `${path}: ${partnerOf(path)} is missing`),
    ...empty.map(({ path }) => `${path}: empty`),
    ...sameNumber(named),
  ];
}

function partnerOf(path: string): string {
  return path.endsWith('.up.sql')
    ? path.replace(/up\.sql$/, 'down.sql')
    : path.replace(/down\.sql$/, 'up.sql');
}

function sameNumber(named: readonly string[]): string[] {
  const ups = named.filter((path) => path.endsWith('.up.sql'));
  const numbers = ups.map((path) => NAME.exec(path)?.[1]);
  return ups
    .filter((_, index) => numbers.indexOf(numbers[index]) !== index)
    .map((path) => `${path}: number in use`);
}
