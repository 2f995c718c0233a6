import ts from 'typescript';
import type { TextFile } from './house.ts';

const parsed = new WeakMap<TextFile, ts.SourceFile>();

/** The syntax tree of a file; parsed once. */
export function parse(file: TextFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, tree);
  return tree;
}

/** All nodes of a file, parents before their children. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** The line number of a node, from 1. */
export function lineOf(node: ts.Node): number {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return line + 1;
}

/** How many lines a node covers. */
export function linesOf(node: ts.Node): number {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd());
  return line + 2 - lineOf(node);
}
