import { type Check, isCode, lineAt, type TextFile } from './house.ts';

/** `.only` hides all other tests. */
const ONLY = /\b(describe|it|test)\.only\b/g;
/** A test that does not run needs a line above it: `// skipped: <reason>`. */
const SKIP = /\b(describe|it|test)\.(skip|skipIf|runIf|todo|fails)\b/g;
/** A note for later says what is missing: `TODO: <sentence>`. */
const LATER = /\b([T]ODO|[F]IXME|[X]XX)\b(?!: \S.{10})/g;

export const marks: Check = {
  name: 'no skipped tests or open ends without a reason',
  find: (files) => files.filter(isCode).flatMap(marksIn),
};

function marksIn(file: TextFile): string[] {
  const skips = [...file.text.matchAll(SKIP)].filter(({ index }) => !hasReason(file.text, index));
  return [
    ...[...file.text.matchAll(ONLY)].map((match) => say(file, match, 'hides all other tests')),
    ...skips.map((match) => say(file, match, 'needs a line above it: // skipped: <reason>')),
    ...[...file.text.matchAll(LATER)].map((match) => say(file, match, 'says nothing about what is missing')),
  ];
}

function say({ path, text }: TextFile, match: RegExpExecArray, complaint: string): string {
  return `${path}:${lineAt(text, match.index)}: ${match[0]} ${complaint}`;
}

function hasReason(text: string, offset: number): boolean {
  const lineBefore = text.slice(0, offset).split('\n').at(-2) ?? '';
  return /\/\/ skipped: \S.{10}/.test(lineBefore);
}
