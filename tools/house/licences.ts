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

/**
 * What is let in all the same: the reason, and how the package may be. The library stands beside our work as a file of its
 * own that anybody may exchange, which is all that the LGPL asks for; decisions/0022 tells why nothing else would do.
 */
const EXCEPTIONS: readonly { packages: RegExp; licence: RegExp; reason: string }[] = [
  {
    packages: /(^|\/)node_modules\/@img\/sharp-[a-z0-9-]+$/,
    licence: /^(Apache-2\.0 AND )?LGPL-3\.0-or-later( AND MIT)?$/,
    reason: 'libvips, loaded at run time in a process of its own',
  },
];

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
      .filter(([path, each]) => !isPermissive(each.license ?? '') && !isException(path, each.license ?? ''))
      .map(([path, each]) => `${path}: ${each.license ?? 'no licence named'}`);
  },
};

function isException(path: string, licence: string): boolean {
  return EXCEPTIONS.some((each) => each.packages.test(path) && each.licence.test(licence));
}

/** `(MIT OR GPL-3.0)` leaves us the choice; `MIT AND GPL-3.0` does not. */
export function isPermissive(expression: string): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(/\s+OR\s+/);
  return alternatives.some((each) => each.split(/\s+AND\s+/).every((licence) => PERMISSIVE.has(licence)));
}
