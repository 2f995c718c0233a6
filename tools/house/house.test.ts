import { describe, expect, it } from 'vitest';
import { links, map, records } from './documents.ts';
import type { Check, TextFile } from './house.ts';
import { leaks } from './leaks.ts';
import { isPermissive, licences } from './licences.ts';
import { marks } from './marks.ts';
import { migrations } from './migrations.ts';
import { FILE_LINES, FUNCTION_LINES, findSizes } from './sizes.ts';
import { sql } from './sql.ts';
import { words } from './words.ts';

const file = (path: string, text = ''): TextFile => ({ path, text });
const problems = (check: Check, ...files: TextFile[]) => check.find(files);
const lines = (count: number) => Array.from({ length: count }, (_, index) => `// ${index}`).join('\n');

describe('sizes', () => {
  const longFunction = `function f() {\n${lines(FUNCTION_LINES)}\n}`;

  it('finds long files and functions', () => {
    const found = findSizes([file('a.ts', lines(FILE_LINES + 1)), file('b.ts', longFunction)], {});
    expect(found).toHaveLength(2);
    expect(found[1]).toContain('b.ts#f has 72 lines');
  });

  it('accepts what is within the limit', () => {
    expect(findSizes([file('a.ts', lines(FILE_LINES)), file('a.test.ts', longFunction)], {})).toEqual([]);
  });

  it('accepts a listed exception but lets it only shrink', () => {
    expect(findSizes([file('b.ts', longFunction)], { 'b.ts#f': 72 })).toEqual([]);
    expect(findSizes([file('b.ts', longFunction)], { 'b.ts#f': 71 })).toHaveLength(1);
    expect(findSizes([file('b.ts', longFunction)], { 'b.ts#f': 73 })).toHaveLength(1);
    expect(findSizes([], { 'b.ts#f': 72 })).toHaveLength(1);
  });
});

describe('words', () => {
  it.each([
    'const session = 1;',
    'function f(session: string) {}',
    'const { id: sessions } = x;',
    'interface Session {}',
  ])('finds %s', (text) => expect(problems(words, file('a.ts', text))).toHaveLength(1));

  it.each([
    'const displaySession = 1;',
    'const path = "/api/sessions";',
    'const view = { session: displaySession };',
    '// a session',
  ])('accepts %s', (text) => expect(problems(words, file('a.ts', text))).toEqual([]));
});

describe('sql', () => {
  const statement = 'const q = `select bib from roster where tenant_id = $1`;';

  it('finds statements outside the store', () => {
    expect(problems(sql, file('server/src/http/a.ts', statement))).toHaveLength(1);
    expect(problems(sql, file('server/src/live/a.ts', "run('delete from reads ')"))).toHaveLength(1);
  });

  it('accepts them inside, and words that only look like them', () => {
    expect(problems(sql, file('server/src/store/a.ts', statement))).toEqual([]);
    expect(problems(sql, file('server/src/http/a.ts', "const text = 'select a file';"))).toEqual([]);
    expect(problems(sql, file('server/src/http/a.ts', `// ${statement}`))).toEqual([]);
  });
});

describe('leaks', () => {
  // Put together here so that this file holds none of them itself.
  it.each([
    ['machine path', ['', 'home', 'anna', 'project'].join('/')],
    ['registry', ['https:', '', 'registry.example.org', 'x'].join('/')],
    ['registry', ['', '', 'registry.example.org', ':_auth'].join('/')],
    ['registry', ['npmjs', 'org'].join('.')],
    ['private key', `-----BEGIN ${'PRIVATE'} KEY-----`],
    ['cloud key', `AKIA${'A'.repeat(16)}`],
    ['access token', `ghp_${'a'.repeat(36)}`],
    ['database password', `postgres://app:${'longsecret'}@db.example.org/x`],
  ])('finds a %s', (_what, text) => expect(problems(leaks, file('a.md', text))).toHaveLength(1));

  it.each(['/api/home/x', './work/x', 'postgres://app@localhost/x', 'https://example.org'])(
    'accepts %s',
    (text) => expect(problems(leaks, file('a.md', text))).toEqual([]),
  );
});

describe('marks', () => {
  const skip = `it.${'skip'}('x', () => {});`;

  it.each([`it.${'only'}('x', () => {});`, skip, `// ${'TO'}DO`, `// ${'FIX'}ME later`])('finds %s', (text) =>
    expect(problems(marks, file('a.ts', text))).toHaveLength(1),
  );

  it('accepts reasons', () => {
    expect(problems(marks, file('a.ts', `// skipped: needs a physical reader\n${skip}`))).toEqual([]);
    expect(problems(marks, file('a.ts', `// ${'TO'}DO: the wave of a late starter is unknown`))).toEqual([]);
  });
});

describe('migrations', () => {
  const up = file('db/migrations/0001-first.up.sql', 'create');
  const down = file('db/migrations/0001-first.down.sql', 'drop');

  it('accepts a pair', () => expect(problems(migrations, up, down)).toEqual([]));

  it.each<[string, TextFile[]]>([
    ['a way back', [up]],
    ['a way up', [down]],
    ['content', [up, file(down.path, '\n')]],
    ['a good name', [up, down, file('db/migrations/first.sql', 'x')]],
    [
      'a number of its own',
      [
        up,
        down,
        file('db/migrations/0001-other.up.sql', 'x'),
        file('db/migrations/0001-other.down.sql', 'x'),
      ],
    ],
  ])('misses %s', (_what, files) => expect(problems(migrations, ...files)).toHaveLength(1));
});

describe('documents', () => {
  const complete = '# T\n\n## Context\n\n## Decision\n\n## Consequences\n';

  it('wants records listed and complete', () => {
    const index = file('docs/README.md', '[x](decisions/0001-x.md)');
    expect(problems(records, index, file('docs/decisions/0001-x.md', complete))).toEqual([]);
    expect(problems(records, index, file('docs/decisions/0002-y.md', complete))).toHaveLength(1);
    expect(problems(records, index, file('docs/decisions/0001-x.md', '# T'))).toHaveLength(3);
  });

  it('wants the map to name what exists', () => {
    const code = file('core/src/time/units.ts');
    const good = file('ARCHITECTURE.md', '| `core/` | x |\n| `core/src/time/` | x |');
    expect(problems(map, code, good)).toEqual([]);
    expect(problems(map, good)).toHaveLength(2);
    expect(problems(map, code, file('ARCHITECTURE.md'))).toHaveLength(2);
  });

  it('follows links', () => {
    const text = '[a](docs/a.md#part) [b](docs/) [c](https://example.org) [d](#here)';
    expect(problems(links, file('README.md', text), file('docs/a.md'))).toEqual([]);
    expect(problems(links, file('docs/a.md', '[up](../README.md)'))).toHaveLength(1);
  });
});

describe('licences', () => {
  const lock = (packages: object) => file('package-lock.json', JSON.stringify({ packages }));

  it('finds copyleft and unknown licences in what ships, not in tools', () => {
    const packages = {
      'node_modules/good': { license: 'MIT' },
      'node_modules/tool': { license: 'GPL-3.0', dev: true },
      'node_modules/bad': { license: 'AGPL-3.0' },
      'node_modules/unknown': {},
    };
    expect(problems(licences, lock(packages))).toHaveLength(2);
  });

  it('lets the listed exception in, and nothing that is like it', () => {
    const lgpl = { license: 'LGPL-3.0-or-later' };
    const exception = { 'node_modules/@img/sharp-libvips-linux-x64': lgpl };
    expect(problems(licences, lock(exception))).toEqual([]);
    expect(problems(licences, lock({ 'node_modules/@img/other': lgpl }))).toHaveLength(1);
    const stricter = { 'node_modules/@img/sharp-libvips-linux-x64': { license: 'GPL-3.0-or-later' } };
    expect(problems(licences, lock(stricter))).toHaveLength(1);
  });

  it('reads expressions', () => {
    expect(isPermissive('(MIT OR GPL-3.0)')).toBe(true);
    expect(isPermissive('(MIT AND GPL-3.0)')).toBe(false);
  });
});
