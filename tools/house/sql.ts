import ts from 'typescript';
import { type Check, isCode, isTest, type TextFile } from './house.ts';
import { lineOf, nodes, parse } from './syntax.ts';

const STATEMENT =
  /\b(select\b[\s\S]*\bfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|(create|alter|drop)\s+(table|role|policy))\s/i;

/** SQL has one home, where every statement runs inside a tenant's scope. The import law covers the drivers. */
export const sql: Check = {
  name: 'SQL only in store, tenancy and embedded',
  find: (files) => files.filter(mayNotHaveSql).flatMap(statements),
};

function mayNotHaveSql(file: TextFile): boolean {
  return (
    isCode(file) &&
    !isTest(file) &&
    /^(core|server|web)\/src\//.test(file.path) &&
    !/^server\/src\/(store|tenancy|embedded)\//.test(file.path)
  );
}

function statements(file: TextFile): string[] {
  if (!STATEMENT.test(file.text)) return [];
  return [...nodes(parse(file))]
    .filter((node) => isText(node) && STATEMENT.test(node.getText()))
    .map((node) => `${file.path}:${lineOf(node)}: a statement outside the store`);
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
  );
}
