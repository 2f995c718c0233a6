import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CRUISER = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/** A small checkout in which each law is broken once; the file name says which law, the content how. */
const BROKEN: Record<string, [path: string, text: string]> = {
  'flow-goes-down-time': ['core/src/time/a.ts', "import type { X } from '../results/target.ts';"],
  'flow-is-complete': ['core/src/extra/a.ts', "import '../time/target.ts';"],
  'ids-import-nothing': ['core/src/ids/a.ts', "import '../time/target.ts';"],
  'core-has-no-node': ['core/src/wire/a.ts', "import 'node:fs';"],
  'core-has-no-packages': ['core/src/wire/b.ts', "import 'ws';"],
  'core-knows-no-workspace': ['core/src/reads/a.ts', "import '../../../server/src/ops/target.ts';"],
  'web-and-server-meet-in-core': ['web/src/lib/a.ts', "import '../../../server/src/ops/target.ts';"],
  'server-knows-no-web': ['server/src/http/a.ts', "import '../../../web/src/lib/target.ts';"],
  'database-only-in-its-folders': ['server/src/http/b.ts', "import 'pg';"],
  'sockets-only-at-the-edges': ['server/src/http/c.ts', "import 'node:net';"],
  'only-main-wires': ['server/src/http/d.ts', "import '../main.ts';"],
  'live-does-not-wait-for-the-database': ['server/src/live/a.ts', "import '../store/target.ts';"],
  'ingest-knows-no-screens': ['server/src/ingest/a.ts', "import '../live/target.ts';"],
  'providers-are-islands': ['server/src/providers/one/a.ts', "import '../two/target.ts';"],
  'features-are-islands': ['web/src/features/one/a.ts', "import '../two/target.ts';"],
  'kit-knows-no-features': ['web/src/ui/a.ts', "import '../features/two/target.ts';"],
  'display-knows-no-console': ['web/src/display/a.ts', "import 'react';"],
  'display-takes-contracts-as-types': [
    'web/src/display/b.ts',
    "import '../../../core/src/contract/target.ts';",
  ],
  'no-cycles': ['server/src/ops/a.ts', "import type { X } from './b.ts';\nexport type Y = X;"],
  'no-test-code-in-the-product': ['server/src/ops/c.ts', "import './d.test.ts';"],
  'simulator-only-for-the-demo': ['server/src/ops/f.ts', "import '../../../test/simulator/target.ts';"],
  'no-orphans': ['server/src/ops/lonely.ts', 'export const x = 1;'],
  'bootstrap-needs-nothing-installed': ['scripts/a.mjs', "import 'ws';"],
  'everything-resolves': ['server/src/ops/e.ts', "import './absent.ts';"],
};

const TARGETS = [
  'core/src/time/target.ts',
  'core/src/results/target.ts',
  'core/src/contract/target.ts',
  'server/src/main.ts',
  'server/src/ops/target.ts',
  'server/src/ops/d.test.ts',
  'server/src/store/target.ts',
  'server/src/live/target.ts',
  'test/simulator/target.ts',
  'server/src/providers/two/target.ts',
  'web/src/lib/target.ts',
  'web/src/features/two/target.ts',
];

describe('laws of who may import whom', () => {
  let folder: string;
  let broken: { rule: string; from: string }[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'p88-laws-'));
    for (const path of TARGETS) write(path, 'export type X = 1;');
    for (const [path, text] of Object.values(BROKEN)) write(path, text);
    write('server/src/ops/b.ts', "import type { Y } from './a.ts';\nexport type X = Y;");
    write('tsconfig.json', '{}');
    write('package.json', '{ "type": "module", "dependencies": {} }');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    broken = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  it.each(Object.entries(BROKEN))('%s can be broken', (rule, [path]) => {
    expect(broken).toContainEqual({ rule, from: path });
  });
});

function cruise(cwd: string): { rule: string; from: string }[] {
  const config = join(root, '.dependency-cruiser.mjs');
  const args = [CRUISER, '--config', config, '--output-type', 'json', 'core', 'server', 'web', 'scripts'];
  const report = execFileSync(process.execPath, args, { cwd, encoding: 'utf8' });
  const { summary } = JSON.parse(report) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}
