// Runs all house checks on this checkout. Prints one JSON line per check; the test command counts them.
import { fileURLToPath } from 'node:url';
import { links, map, records } from './documents.ts';
import { pathsBelow, readHouse } from './house.ts';
import { leaks } from './leaks.ts';
import { licences } from './licences.ts';
import { marks } from './marks.ts';
import { migrations } from './migrations.ts';
import { readEveryText, secrets } from './secrets.ts';
import { sizes } from './sizes.ts';
import { sql } from './sql.ts';
import { words } from './words.ts';

const CHECKS = [sizes, words, sql, leaks, marks, migrations, records, map, links, licences];

const root = fileURLToPath(new URL('../..', import.meta.url));
const paths = pathsBelow(root);
const files = readHouse(root, paths);
for (const { name, find } of CHECKS) console.log(JSON.stringify({ name, problems: find(files) }));
console.log(JSON.stringify({ name: secrets.name, problems: await secrets.find(readEveryText(root, paths)) }));
