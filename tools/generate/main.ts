// Writes the generated reference pages and the snapshot of the schema. Tests fail while they are out of step.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SNAPSHOT_FILE } from '../../server/src/store/dbAudit.ts';
import { referencePages } from './reference.ts';
import { snapshotOfMigrations } from './snapshot.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made = { ...referencePages(), [`db/${SNAPSHOT_FILE}`]: await snapshotOfMigrations() };
for (const [path, text] of Object.entries(made)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
