import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import ts from 'typescript';
import { isCode, isTest, type TextFile } from './house.ts';
import exceptions from './secretExceptions.json' with { type: 'json' };
import { lineOf, nodes, parse } from './syntax.ts';

/** A file above this is no text that somebody wrote: in bytes. */
const LARGEST_FILE = 2 * 1024 * 1024;

/** Names of things that are secret; `…Hash`, `…Field` and the like are not. */
const SECRET_NAME = /(password|passwd|passphrase|secret|token|apikey|credential|privatekey)$/i;
/** Shorter ones are words such as the kinds of a union; what stands between braces is filled in later. */
const SECRET_TEXT = /^[^\s{}][^{}]{5,}$/;

const RULES = [
  {
    id: '@secretlint/secretlint-rule-preset-recommend',
    rule: recommended,
    rules: [{ id: '@secretlint/secretlint-rule-aws', options: { enableIDScanRule: true } }],
  },
];

/** Secrets that are none, each with its reason. The list only shrinks: one that is not needed is a problem too. */
export type Exceptions = Readonly<Record<string, string>>;

/** The search of the house: by the rules of secretlint in every file, and for secrets as literals in product code. */
export const secrets = {
  name: 'no secrets in any file',
  find: (files: readonly TextFile[]): Promise<string[]> => findSecrets(files, exceptions),
};

/** Answers one sentence per find that is not in `allowed`, and one for everything in `allowed` that was not found. */
export async function findSecrets(files: readonly TextFile[], allowed: Exceptions): Promise<string[]> {
  const found: { key: string; sentence: string }[] = [];
  for (const file of files) found.push(...(await knownForms(file)), ...literals(file));
  const keys = new Set(found.map(({ key }) => key));
  return [
    ...found.filter(({ key }) => allowed[key] === undefined).map(({ sentence }) => sentence),
    ...Object.keys(allowed)
      .filter((key) => !keys.has(key))
      .map((key) => `tools/house/secretExceptions.json: ${key} is not needed any more`),
  ];
}

/** What has the form of somebody's key: private keys, cloud keys, tokens of well-known services. */
async function knownForms({ path, text }: TextFile) {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, ext: extname(path), contentType: 'text' },
    options: { config: { rules: RULES }, noPhysicFilePath: true, maskSecrets: true },
  });
  return messages.map(({ message, messageId, loc }) => ({
    key: `${path}#${messageId}`,
    sentence: `${path}:${loc.start.line}: ${message}`,
  }));
}

/** `password: '…'`, `const secret = '…'` and the like in what is delivered. */
function literals(file: TextFile) {
  if (!isCode(file) || isTest(file) || !/^((core|server|web)\/src|scripts)\//.test(file.path)) return [];
  return [...nodes(parse(file))].flatMap((node) => {
    const name = secretName(node);
    if (name === null) return [];
    const sentence = `${file.path}:${lineOf(node)}: ${name} is given as a literal; secrets are made or configured`;
    return [{ key: `${file.path}#${name}`, sentence }];
  });
}

/** The name, when the node gives something secret a fixed text. */
function secretName(node: ts.Node): string | null {
  const [name, value] = namedValue(node);
  if (name === undefined || value === undefined || !ts.isStringLiteralLike(value)) return null;
  const { text = '' } = name;
  return SECRET_NAME.test(text) && SECRET_TEXT.test(value.text) ? text : null;
}

function namedValue(node: ts.Node): [ts.Node & { text?: string }, ts.Expression | undefined] | [] {
  if (ts.isPropertyAssignment(node)) return [node.name, node.initializer];
  if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node)) {
    return [node.name, node.initializer];
  }
  if (ts.isBindingElement(node)) return [node.name, node.initializer];
  const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (!isAssignment) return [];
  return [ts.isPropertyAccessExpression(node.left) ? node.left.name : node.left, node.right];
}

/** Read those of the paths below `root` that are made of text, whatever their name: secrets are not only in code. */
export function readEveryText(root: string, paths: readonly string[]): TextFile[] {
  return paths.flatMap((path) => {
    if (statSync(join(root, path)).size > LARGEST_FILE) return [];
    const bytes = readFileSync(join(root, path));
    return bytes.includes(0) ? [] : [{ path, text: bytes.toString() }];
  });
}
