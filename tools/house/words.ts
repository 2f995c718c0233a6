import ts from 'typescript';
import { type Check, isCode, type TextFile } from './house.ts';
import { lineOf, nodes, parse } from './syntax.ts';

const BARE = /^sessions?$/i;

/**
 * "Session" alone says nothing here: a display session, a login session and a timing session are three things.
 * Names that we choose are checked; property names and texts may follow the HTTP contract.
 */
export const words: Check = {
  name: 'no bare "session" in names',
  find: (files) => files.filter(isCode).flatMap(bareSessions),
};

function bareSessions(file: TextFile): string[] {
  if (!/session/i.test(file.text)) return [];
  return [...nodes(parse(file))]
    .filter(isChosenName)
    .map(
      (name) =>
        `${file.path}:${lineOf(name)}: "${name.text}": displaySession, loginSession or timingSession?`,
    );
}

function isChosenName(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !BARE.test(node.text)) return false;
  const { parent } = node;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent);
  return declares && parent.name === node;
}
