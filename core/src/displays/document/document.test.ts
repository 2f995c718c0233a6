import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOf } from '../../../../test/support/anyOf.ts';
import { canonicalText } from './canonical.ts';
import { templateDocument } from './schema.ts';
import type { TemplateDocument } from './template.ts';
import { validateTemplate } from './validate.ts';

type Loose = Record<string, unknown>;
const anyDocument = anyOf<TemplateDocument>(templateDocument);
const viaJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const runs = { numRuns: 150 };

describe('any document', () => {
  it('is accepted, and is the same after a trip through JSON', () => {
    fc.assert(
      fc.property(anyDocument, (template) => {
        expect(validateTemplate(viaJson(template))).toEqual({ ok: true, template });
      }),
      runs,
    );
  });

  it('is tried with blocks of every kind, in all states', () => {
    const seen = new Set<string>();
    for (const { layouts } of fc.sample(anyDocument, { numRuns: 300, seed: 1 }))
      for (const { kind } of layouts.flatMap(({ blocks }) => blocks)) seen.add(kind);
    expect([...seen].sort()).toEqual([
      'clock',
      'image',
      'list',
      'message',
      'qr',
      'shape',
      'sponsor',
      'status',
      'text',
      'ticker',
    ]);
  });

  it('cannot hold anything that the document does not have, at any depth', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.nat(),
        fc.constantFrom('selected', 'html', '__handles'),
        (template, at, key) => {
          const spoiled = viaJson(template);
          const places = objectsIn(spoiled).filter(
            ([path]) => path.at(-2) !== 'theme' && path.at(-1) !== 'inMode',
          );
          const [path, object] = places[at % places.length] ?? [[], {} as Loose];
          object[key] = true;
          const check = validateTemplate(spoiled);
          expect(check.ok, path.join('.')).toBe(false);
        },
      ),
      runs,
    );
  });

  it('that is damaged is refused with the place, or is another good document', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.nat(),
        fc.constantFrom(null, {}, [], 'x', -1e9, Number.MAX_VALUE),
        (template, at, junk) => {
          const spoiled = viaJson(template);
          const places = objectsIn(spoiled).flatMap(([path, object]) =>
            Object.keys(object).map((key) => [path, object, key] as const),
          );
          const [path, object, key] = places[at % places.length] ?? [[], {} as Loose, 'id'];
          object[key] = junk;
          const check = validateTemplate(spoiled);
          if (check.ok) return;
          const whole = [...path, key].join('.');
          const near = check.problems.some(
            ({ path: told }) => whole.startsWith(told) || told.startsWith(whole),
          );
          expect(near, `${whole}: ${JSON.stringify(check.problems)}`).toBe(true);
        },
      ),
      runs,
    );
  });

  it('of a later version is refused, and of none', () => {
    fc.assert(
      fc.property(anyDocument, fc.integer({ min: 3, max: 1e6 }), (template, schemaVersion) => {
        const check = validateTemplate({ ...template, schemaVersion });
        expect(check.ok ? [] : check.problems.map(({ path }) => path)).toEqual(['schemaVersion']);
      }),
      { numRuns: 20 },
    );
    for (const schemaVersion of [undefined, 0, -1, 1.5, '2', null])
      expect(validateTemplate({ schemaVersion }).ok).toBe(false);
  });

  it('has one text for one design, whatever the order of its fields, its id and its name', () => {
    fc.assert(
      fc.property(anyDocument, (template) => {
        const turned = { ...(reversed(template) as TemplateDocument), id: 'other', name: 'Other' };
        expect(canonicalText(turned)).toBe(canonicalText(template));
      }),
      runs,
    );
  });
});

/** All objects in a value with their paths, those in lists too. */
function objectsIn(value: unknown, path: string[] = []): [string[], Loose][] {
  if (Array.isArray(value)) return value.flatMap((each, index) => objectsIn(each, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).flatMap(([key, each]) => objectsIn(each, [...path, key]));
  return [[path, value as Loose], ...own];
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}
