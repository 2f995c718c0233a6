import { type CssNode, type Declaration, generate, parse, type Rule, walk } from 'css-tree';
import { WEB_LIMITS } from '../limits.ts';
import type { Weighed } from './parts.ts';

/** What style sheets say about colours and fonts; filled sheet by sheet. */
export interface SheetParts {
  colours: Weighed[];
  fonts: (Weighed & { headings: boolean })[];
}

/** How much a rule counts whose elements are not on the page: sites that are drawn by scripts have nothing else. */
const NOT_ON_PAGE = 0.02;
/** Where a brand shows itself. */
const BRAND = /header|nav|btn|button|cta|hero|brand|primary|logo|banner|footer/i;
/** States and messages, whose colours belong to no brand. */
const MESSAGES = /danger|warning|success|error|alert|info\b|valid|disabled/i;
const HEADINGS = /(^|[\s,.#_-])(h[1-3]|headline|heading|title|display|hero)\b/i;

/** How much a colour counts by what it does: a filled area more than a line. Others have no colours. */
const AREAS: readonly [RegExp, number][] = [
  [/^(background|background-color|fill)$/, 4],
  [/^(color|stroke)$/, 2],
  [/^(border|outline|box-shadow|text-decoration|accent-color|caret-color)/, 1],
];

/** Style, weight, size and line height of a `font`. */
const BEFORE_FAMILIES = /^.*?\d[\w.%]*(\/[\w.%]+)?\s*(?=["'a-z])/i;

interface Found {
  property: string;
  value: string;
  selector: string;
  weight: number;
}

/** Read style sheets in their order. `names` are what the page has. Any text is read; what is no CSS has no parts. */
export function readSheets(sheets: readonly string[], names: ReadonlySet<string>): SheetParts {
  const variables = new Map<string, string>();
  const found: Found[] = [];
  for (const sheet of sheets) collect(sheet, names, variables, found);
  const parts: SheetParts = { colours: [], fonts: [] };
  // Sheets say the same a thousand times.
  const known = new Map<string, string[]>();
  for (const each of found) {
    const value = withVariables(each.value, variables, WEB_LIMITS.variableDepth);
    if (each.property === 'font' || each.property === 'font-family') addFont(parts, each, value);
    else {
      const texts = known.get(value) ?? coloursIn(value);
      known.set(value, texts);
      for (const text of texts) parts.colours.push({ text, weight: each.weight });
    }
  }
  return parts;
}

/** Addresses of the style sheets that a sheet imports, as they are written. */
export function importsOf(sheet: string): string[] {
  const found: string[] = [];
  if (!/@import/i.test(sheet)) return found;
  walk(treeOf(sheet), {
    visit: 'Atrule',
    enter: ({ name, prelude }) => {
      if (name.toLowerCase() !== 'import' || prelude === null) return;
      walk(prelude, (node) => {
        if ((node.type === 'String' || node.type === 'Url') && found.length < WEB_LIMITS.stylesheets) {
          found.push(node.value);
        }
      });
    },
  });
  return found;
}

function treeOf(text: string, context: 'stylesheet' | 'value' = 'stylesheet'): CssNode {
  try {
    return parse(text, { context, positions: false });
  } catch {
    // Only a value can fail as a whole.
    return parse('', { context: 'stylesheet' });
  }
}

function collect(
  sheet: string,
  names: ReadonlySet<string>,
  variables: Map<string, string>,
  found: Found[],
): void {
  let rule: Rule | null = null;
  let place = { selector: '', isOnPage: false };
  walk(treeOf(sheet), {
    visit: 'Declaration',
    enter(declaration: Declaration) {
      const property = declaration.property.toLowerCase();
      if (isPrintOrDark(this.atrule)) return;
      const isVariable = property.startsWith('--');
      const isFont = property === 'font' || property === 'font-family';
      const area = AREAS.find(([names]) => names.test(property));
      if (!isVariable && !isFont && area === undefined) return;
      const value = generate(declaration.value);
      if (value.length > WEB_LIMITS.valueLength) return;
      if (isVariable) {
        variables.set(declaration.property, value);
        return;
      }
      // In `@font-face` the name of a family is given and nothing is set in it.
      if (this.rule === null || found.length >= WEB_LIMITS.declarations) return;
      if (this.rule !== rule) place = placeOf(this.rule, names);
      rule = this.rule;
      const { selector, isOnPage } = place;
      found.push({ property, value, selector, weight: weightOf(area?.[1] ?? 1, selector, isOnPage) });
    },
  });
}

function isPrintOrDark(atrule: { name: string; prelude: CssNode | null } | null): boolean {
  if (atrule === null || atrule.prelude === null) return false;
  return /print|prefers-color-scheme:\s*dark|forced-colors/i.test(generate(atrule.prelude));
}

function weightOf(area: number, selector: string, isOnPage: boolean): number {
  const brand = BRAND.test(selector) ? 3 : 1;
  const message = MESSAGES.test(selector) ? 0.1 : 1;
  return area * brand * message * (isOnPage ? 1 : NOT_ON_PAGE);
}

/** The selector of a rule, and whether the page has all that one of its parts names. */
function placeOf(rule: Rule, names: ReadonlySet<string>): { selector: string; isOnPage: boolean } {
  const selector = generate(rule.prelude).slice(0, WEB_LIMITS.valueLength);
  let isOnPage = false;
  walk(rule.prelude, {
    visit: 'Selector',
    enter(node) {
      let hasAll = true;
      node.children.forEach((part) => {
        if (part.type === 'ClassSelector') hasAll &&= names.has(`.${part.name}`);
        if (part.type === 'IdSelector') hasAll &&= names.has(`#${part.name}`);
        if (part.type === 'TypeSelector') hasAll &&= part.name === '*' || names.has(part.name.toLowerCase());
      });
      isOnPage ||= hasAll;
    },
  });
  return { selector, isOnPage };
}

/** A value with its `var()` replaced, as often as variables stand for variables. */
function withVariables(value: string, variables: ReadonlyMap<string, string>, depth: number): string {
  if (value.length > WEB_LIMITS.valueLength) return '';
  if (depth === 0 || !value.includes('var(')) return value;
  const replaced = value.replace(
    /var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)/g,
    (_whole, name: string, fallback: string | undefined) => variables.get(name) ?? fallback ?? '',
  );
  return withVariables(replaced, variables, depth - 1);
}

/** What may be a colour in a value. Most values are one word, which needs no parser. */
function coloursIn(value: string): string[] {
  if (/^#?[\w-]+$/.test(value)) return [value];
  const found: string[] = [];
  walk(treeOf(value, 'value'), (node) => {
    if (node.type === 'Hash') found.push(`#${node.value}`);
    if (node.type === 'Identifier') found.push(node.name);
    if (node.type === 'Function') found.push(generate(node));
  });
  return found;
}

function addFont(parts: SheetParts, { property, selector, weight }: Found, value: string): void {
  // In `font` the families stand behind the size.
  const families = property === 'font' ? value.replace(BEFORE_FAMILIES, '') : value;
  const headings = HEADINGS.test(selector);
  parts.fonts.push({ text: families, weight: headings ? weight * 2 : weight, headings });
}
