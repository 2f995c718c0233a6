import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashFiles } from './hash.mjs';

describe('hashFiles', () => {
  let root: string;
  const hash = () => hashFiles(root, ['src', 'lock', 'absent'], (name) => !name.endsWith('.test.ts'));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'p88-hash-'));
    mkdirSync(join(root, 'src', 'deep'), { recursive: true });
    writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'a');
    writeFileSync(join(root, 'lock'), '1');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('does not depend on dates', () => {
    const before = hash();
    utimesSync(join(root, 'lock'), 1, 1);
    expect(hash()).toBe(before);
  });

  it('ignores files that do not count', () => {
    const before = hash();
    writeFileSync(join(root, 'src', 'a.test.ts'), 'test');
    expect(hash()).toBe(before);
  });

  it.each<[string, (path: (...parts: string[]) => string) => void]>([
    ['content', (path) => writeFileSync(path('src', 'deep', 'a.ts'), 'b')],
    ['a name', (path) => renameSync(path('src', 'deep', 'a.ts'), path('src', 'deep', 'b.ts'))],
    ['a new file', (path) => writeFileSync(path('src', 'c.ts'), '')],
    ['a file that was absent', (path) => writeFileSync(path('absent'), '')],
  ])('changes with %s', (_what, change) => {
    const before = hash();
    change((...parts) => join(root, ...parts));
    expect(hash()).not.toBe(before);
  });
});
