import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referencePages } from './reference.ts';

describe('generated reference', () => {
  it.each(Object.entries(referencePages()))(
    '%s is in step with the code (npm run generate)',
    (path, text) => {
      expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
    },
  );
});
