import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '../templates/builtIn.ts';
import { validateTemplate } from './validate.ts';

/** A deep copy that a test may spoil. */
function copy(): Record<string, unknown> {
  return JSON.parse(JSON.stringify(BUILT_IN_TEMPLATES['finish-hero'])) as Record<string, unknown>;
}

describe('validateTemplate', () => {
  it.each(Object.entries(BUILT_IN_TEMPLATES))(
    'accepts %s as it is, and after a trip through JSON',
    (_, template) => {
      const again: unknown = JSON.parse(JSON.stringify(template));
      expect(validateTemplate(again)).toEqual({ ok: true, template });
    },
  );

  it('refuses a newer version in one sentence, whatever else is in it', () => {
    const check = validateTemplate({ schemaVersion: 99, blocks: 'from the future' });
    expect(check).toEqual({
      ok: false,
      problems: [{ path: 'schemaVersion', message: 'version 99 is newer than this software knows (2)' }],
    });
  });

  it('names the place of a problem', () => {
    const document = copy();
    const layouts = document.layouts as { canvas: { widthPx: unknown } }[];
    if (layouts[0] !== undefined) layouts[0].canvas.widthPx = 'wide';
    const check = validateTemplate(document);
    expect(check.ok).toBe(false);
    expect(check.ok ? [] : check.problems.map((problem) => problem.path)).toEqual([
      'layouts.0.canvas.widthPx',
    ]);
  });

  it('refuses fields that the document does not have', () => {
    expect(validateTemplate({ ...copy(), html: '<img onerror=alert(1)>' }).ok).toBe(false);
  });

  it('refuses two blocks with one id', () => {
    const document = copy();
    const [layout] = document.layouts as { blocks: unknown[] }[];
    layout?.blocks.push(layout.blocks[0]);
    expect(validateTemplate(document).ok).toBe(false);
  });

  it('answers for any value and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const check = validateTemplate(value);
        if (!check.ok) expect(check.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
