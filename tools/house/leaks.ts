import { type Check, places, type TextFile } from './house.ts';

/** What must never be committed. Each pattern is written so that it does not match itself. */
const LEAKS: readonly { what: string; pattern: RegExp }[] = [
  {
    what: 'a path of somebody’s machine',
    pattern: /(?<![\w.])\/([w]ork|[r]oot|[h]ome\/\w+|[U]sers\/\w+)\/\w/g,
  },
  {
    what: 'a package registry',
    pattern: /\/\/[\w.-]*([r]egistry|artifactory|nexus)[\w.-]*|\b[n]pmjs\.(org|com)\b/g,
  },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*[P]RIVATE KEY-----/g },
  { what: 'a cloud key', pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/g },
  {
    what: 'an access token',
    pattern: /\b(gh[pousr]_\w{30,}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,}|npm_\w{36})\b/g,
  },
  { what: 'a signed token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g },
  {
    what: 'a database password',
    pattern: /\bpostgres(ql)?:\/\/[^\s:/@$]+:[^\s@${}]{6,}@(?!localhost|127\.|db[:/]|\[)/g,
  },
];

export const leaks: Check = {
  name: 'no secrets, machine paths or registries',
  find: (files) => files.flatMap(leaksIn),
};

function leaksIn(file: TextFile): string[] {
  return LEAKS.flatMap(({ what, pattern }) => places(file, pattern).map((place) => `${place}: ${what}`));
}
