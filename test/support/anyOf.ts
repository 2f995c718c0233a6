import fc from 'fast-check';

/**
 * Any value that a schema takes, made from the schema itself: what is added to the schema is tried without another word
 * here. Refinements are not known; only that the ids of a list differ.
 */
export function anyOf<T>(schema: { _zod: { output: T } }): fc.Arbitrary<T> {
  return arbitraryOf(schema as unknown as Node) as fc.Arbitrary<T>;
}

/** As much of zod's own description of a schema as is read here. */
interface Node {
  _zod: { def: Definition };
}
interface Definition {
  type: string;
  format?: string;
  shape?: Record<string, Node>;
  options?: Node[];
  entries?: Record<string, string>;
  values?: unknown[];
  element?: Node;
  innerType?: Node;
  keyType?: Node;
  valueType?: Node;
  checks?: { _zod: { def: Check } }[];
}
interface Check {
  check: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  value?: number;
  pattern?: RegExp;
}

/** What the checks of a schema ask for. */
interface Bounds {
  min?: number;
  max?: number;
  whole: boolean;
  pattern?: RegExp;
}

function boundsOf({ checks = [] }: Definition): Bounds {
  const bounds: Bounds = { whole: false };
  for (const { _zod } of checks) {
    const { check, format, minimum, maximum, value, pattern } = _zod.def;
    if (check === 'min_length' || check === 'greater_than') bounds.min = minimum ?? value ?? 0;
    if (check === 'max_length' || check === 'less_than') bounds.max = maximum ?? value ?? 0;
    if (check === 'number_format' && format === 'safeint') bounds.whole = true;
    if (check === 'string_format' && pattern !== undefined) bounds.pattern = pattern;
  }
  return bounds;
}

/** Lists and texts are short: what a document holds shows with three of everything. */
const MOST_ITEMS = 3;
const MOST_CHARACTERS = 12;

function arbitraryOf(node: Node): fc.Arbitrary<unknown> {
  const { def } = node._zod;
  switch (def.type) {
    case 'object':
      return anyObject(def.shape ?? {});
    case 'union':
      return fc.oneof(...(def.options ?? []).map(arbitraryOf));
    case 'array':
      return anyArray(def.element as Node, boundsOf(def));
    case 'string':
      return anyString(def);
    case 'number':
      return anyNumber(boundsOf(def));
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType as Node), { nil: null });
    case 'record':
      return fc.dictionary(
        arbitraryOf(def.keyType as Node) as fc.Arbitrary<string>,
        arbitraryOf(def.valueType as Node),
        {
          maxKeys: MOST_ITEMS,
          noNullPrototype: true,
        },
      );
    default:
      throw new Error(`no arbitrary for ${def.type}`);
  }
}

function anyObject(shape: Record<string, Node>): fc.Arbitrary<unknown> {
  const isOptional = (node: Node) => node._zod.def.type === 'optional';
  const inner = (node: Node) => (isOptional(node) ? (node._zod.def.innerType as Node) : node);
  const fields = Object.entries(shape);
  return fc.record(Object.fromEntries(fields.map(([key, node]) => [key, arbitraryOf(inner(node))])), {
    requiredKeys: fields.filter(([, node]) => !isOptional(node)).map(([key]) => key),
    noNullPrototype: true,
  });
}

function anyArray(element: Node, { min = 0, max = MOST_ITEMS }: Bounds): fc.Arbitrary<unknown[]> {
  const lengths = { minLength: min, maxLength: Math.min(max, Math.max(MOST_ITEMS, min)) };
  const idOf = (value: unknown) => (value as { id?: unknown } | null)?.id;
  return fc
    .array(arbitraryOf(element), lengths)
    .filter(
      (items) =>
        new Set(items.map(idOf)).size === items.length || items.every((each) => idOf(each) === undefined),
    );
}

function anyString(def: Definition): fc.Arbitrary<string> {
  const { min = 0, max = MOST_CHARACTERS, pattern } = boundsOf(def);
  if (def.format === 'uuid') return fc.uuid({ version: [4, 7] });
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern.source));
  const lengths = { minLength: min, maxLength: Math.min(max, MOST_CHARACTERS) };
  // Some begin like the name of a colour.
  return fc.oneof(
    fc.string({ unit: 'grapheme', ...lengths }),
    fc.string(lengths).map((text) => `$${text}`.slice(0, Math.max(lengths.maxLength, 1))),
  );
}

function anyNumber({ min = -1e6, max = 1e6, whole }: Bounds): fc.Arbitrary<number> {
  if (whole) return fc.integer({ min, max });
  // JSON knows no minus zero.
  return fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));
}
