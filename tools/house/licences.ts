import type { Check } from './house.ts';

/** Licences that ask nothing of those who use our product beyond a notice. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
]);

interface Locked {
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
  license?: string;
}

/** What ships must not oblige a timing company to open its own work: no copyleft among production packages. */
export const licences: Check = {
  name: 'no copyleft in what ships',
  find(files) {
    const lock = files.find(({ path }) => path === 'package-lock.json');
    if (lock === undefined) return ['package-lock.json is missing'];
    const { packages } = JSON.parse(lock.text) as { packages: Record<string, Locked> };
    return Object.entries(packages)
      .filter(
        ([path, each]) => path.includes('node_modules/') && !each.dev && !each.devOptional && !each.link,
      )
      .filter(([, each]) => !isPermissive(each.license ?? ''))
      .map(([path, each]) => `${path}: ${each.license ?? 'no licence named'}`);
  },
};

/** `(MIT OR GPL-3.0)` leaves us the choice; `MIT AND GPL-3.0` does not. */
export function isPermissive(expression: string): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(/\s+OR\s+/);
  return alternatives.some((each) => each.split(/\s+AND\s+/).every((licence) => PERMISSIVE.has(licence)));
}
