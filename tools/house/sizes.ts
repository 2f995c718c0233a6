import ts from 'typescript';
import { type Check, isCode, isTest, type TextFile } from './house.ts';
import exceptions from './sizeExceptions.json' with { type: 'json' };
import { linesOf, nodes, parse } from './syntax.ts';

/** A file longer than this has two subjects. */
export const FILE_LINES = 400;
/** A function longer than this cannot be read at one look. Tests are lists of cases and are measured by file only. */
export const FUNCTION_LINES = 70;

/** Sizes that are accepted for now, by `path` or `path#function`. The list only shrinks. */
export type Exceptions = Readonly<Record<string, number>>;

export const sizes: Check = {
  name: 'files and functions are short',
  find: (files) => findSizes(files, exceptions),
};

/** Everything over its limit, and every exception that is larger than it needs to be. */
export function findSizes(files: readonly TextFile[], allowed: Exceptions): string[] {
  const measured = new Map(files.flatMap(measure));
  const tooLong = [...measured]
    .filter(([name, lines]) => lines > Math.max(limitOf(name), allowed[name] ?? 0))
    .map(([name, lines]) => `${name} has ${lines} lines; the limit is ${allowed[name] ?? limitOf(name)}`);
  const tooGenerous = Object.entries(allowed)
    .filter(([name, lines]) => lines > Math.max(measured.get(name) ?? 0, limitOf(name)))
    .map(([name, lines]) => `the exception of ${lines} lines for ${name} can shrink or go`);
  return [...tooLong, ...tooGenerous];
}

const limitOf = (name: string): number => (name.includes('#') ? FUNCTION_LINES : FILE_LINES);

function measure(file: TextFile): [name: string, lines: number][] {
  if (!isCode(file) && !/\.(css|sql)$/.test(file.path)) return [];
  const whole: [string, number] = [file.path, file.text.trimEnd().split('\n').length];
  return isCode(file) && !isTest(file) ? [whole, ...functionsOf(file)] : [whole];
}

function functionsOf(file: TextFile): [name: string, lines: number][] {
  return [...nodes(parse(file))]
    .filter(ts.isFunctionLike)
    .map((node) => [`${file.path}#${nameOf(node)}`, linesOf(node)]);
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named?.getText() ?? `anonymous in ${ts.SyntaxKind[node.parent.kind]}`;
}
