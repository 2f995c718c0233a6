import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf } from '../../support/fixtures.ts';
import { type Stand, Venue } from '../../support/venue.ts';

/** What lies in the data folder, and whose it is. An area that is not here fails the test. */
const AREAS: Readonly<Record<string, 'by partner' | 'installation'>> = {
  journal: 'by partner',
  postgres: 'installation',
  'secrets.json': 'installation',
  'demo.json': 'installation',
  'auth.log': 'installation',
  'admin.sock': 'installation',
  'admin.json': 'installation',
  'project88.json': 'installation',
  'project88.lock': 'installation',
};

let venue: Venue;
let stands: Stand[];
const TAGS = ['ACMETAG', 'BOLTTAG'] as const;

beforeAll(async () => {
  venue = await Venue.open();
  stands = [];
  for (const [partner, tag] of TAGS.entries()) {
    const entry = { ...entryOf('1', { firstName: 'Test', lastName: `Runner${partner}` }), chips: [tag] };
    const stand = await venue.setUp(partner, `Stand ${partner}`, [entry], 'finish-hero');
    stand.read(tag);
    stands.push(stand);
  }
}, 60_000);
afterAll(() => venue?.close());

/** The folders of the journal that hold this text, read until it is on disk somewhere. */
async function foldersWith(text: string): Promise<string[]> {
  const journal = join(venue.product.dataDir, 'journal');
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const folders = await readdir(journal);
    const holding: string[] = [];
    for (const folder of folders)
      if ((await contentOf(join(journal, folder))).includes(text)) holding.push(folder);
    if (holding.length > 0) return holding;
    if (performance.now() > giveUpAt) throw new Error(`${text} is not in the journal`);
  }
}

async function contentOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('');
}

describe('the data folder', () => {
  it('has no area that nobody decided about', async () => {
    const names = await readdir(venue.product.dataDir);
    expect(names.filter((name) => AREAS[name] === undefined)).toEqual([]);
    expect(names).toContain('journal');
  });

  it('is closed for other accounts of the machine, area by area', async () => {
    for (const name of await readdir(venue.product.dataDir)) {
      const { mode } = await stat(join(venue.product.dataDir, name));
      // The lock and the marker hold a number and a version; PostgreSQL keeps its own folder inside of postgres.
      if (/^(project88\.|postgres)/.test(name)) continue;
      expect(mode & 0o007, name).toBe(0);
    }
  });

  it('keeps each partner’s recording in a folder of its own', async () => {
    const [ofA, ofB] = [await foldersWith(TAGS[0]), await foldersWith(TAGS[1])];
    expect([ofA, ofB].map((folders) => folders.length)).toEqual([1, 1]);
    expect(ofA).not.toEqual(ofB);
  });

  it('is not reached through the web server', async () => {
    const areas = Object.keys(AREAS);
    const ways = areas.flatMap((area) => [
      `/${area}`,
      `/assets/${area}`,
      `/assets/../${area}`,
      `/assets/..%2f..%2f${area}`,
      `/assets/%2e%2e/%2e%2e/data/${area}`,
      `/assets/....//....//data/${area}`,
      `/data/${area}`,
    ]);
    for (const way of ways) {
      const answer = await fetch(venue.product.url + way);
      expect([400, 404], way).toContain(answer.status);
    }
  });
});
