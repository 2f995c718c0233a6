import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { AssetTaken } from '@project88/core/contract/assets.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSET_LIMITS } from '../../server/src/assets/limits.ts';
import { pngThatClaims } from '../support/pictures.ts';
import { Venue } from '../support/venue.ts';

/** Pictures as people and attackers really send them, over HTTP to the built product. */
const MEGABYTE = 1024 * 1024;

let venue: Venue;
let tokens: string[];

beforeAll(async () => {
  venue = await Venue.open();
  tokens = await Promise.all([0, 1].map(tokenOf));
}, 120_000);
afterAll(() => venue?.close());

async function tokenOf(partner: number): Promise<string> {
  const owners = venue.demo.users.filter(({ role }) => role === 'owner');
  const { email, password } = owners[partner] ?? { email: '', password: '' };
  const answer = await fetch(`${venue.product.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

interface Sent {
  status: number;
  body: AssetTaken & { error?: { code: string; message: string } };
}

async function send(name: string, bytes: Uint8Array, partner = 0): Promise<Sent> {
  const answer = await fetch(`${venue.product.url}/api/assets?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${tokens[partner]}` },
    body: Buffer.from(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Sent['body'] };
}

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

/** A photo of 40 megapixels whose sides are those of a camera; held upright, so that it has to be turned. */
const photo = (background: string) =>
  plain(7_746, 5_164, background).withMetadata({ orientation: 6 }).jpeg().toBuffer();

const svg = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${inside}</svg>`);

/** A zip file of one entry that unpacks to a gigabyte of zeros. */
function zipBomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(64 * MEGABYTE));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(1024 * MEGABYTE, 22);
  return Buffer.concat([head, packed]);
}

describe('what is taken, and told what became of it', () => {
  it('a JPEG of 40 megapixels is turned upright and made as large as a 4K screen', async () => {
    const { status, body } = await send('Photo', await photo('#305080'));
    expect(status, JSON.stringify(body)).toBe(201);
    expect([body.widthPx, body.heightPx, body.mime]).toEqual([2560, 3840, 'image/webp']);
    expect(body.notes).toEqual(['It was made smaller: 2560 × 3840 pixels are kept.']);
  });

  it('of an animated GIF the first picture', async () => {
    const frames = Buffer.alloc(20 * 40 * 3).fill(255, 20 * 20 * 3);
    const raw = { width: 20, height: 40, channels: 3, pageHeight: 20 } as const;
    const { status, body } = await send('Animation', await sharp(frames, { raw }).gif().toBuffer());
    expect(status).toBe(201);
    expect([body.sourceMime, body.heightPx]).toEqual(['image/gif', 20]);
    expect(body.notes).toEqual(['Only the first picture of the animation is kept.']);
  });

  it('a JPEG in the inks of a printer', async () => {
    const bytes = await plain(64, 64, '#e03010')
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    const { status, body } = await send('Print', bytes);
    expect([status, body.mime]).toEqual([201, 'image/webp']);
  });

  it('a drawing with a script, as a picture in which nothing can run', async () => {
    const inside = '<script>alert(1)</script><rect width="40" height="20" onload="alert(2)" fill="#e03010"/>';
    const { status, body } = await send('Drawing', svg(inside));
    expect([status, body.sourceMime, body.mime]).toEqual([201, 'image/svg+xml', 'image/webp']);
    const answer = await fetch(`${venue.product.url}/api/assets/${body.id}/file`, {
      headers: { authorization: `Bearer ${tokens[0]}` },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(bytes.includes('script')).toBe(false);
  });

  it('a PNG whose name says JPEG, by what it is', async () => {
    const { status, body } = await send('logo.jpg', await plain(50, 30, '#00ff00').png().toBuffer());
    expect([status, body.sourceMime]).toEqual([201, 'image/png']);
  });
});

describe('what is refused, with a reason, and leaves nothing behind', () => {
  it.each([
    ['a zip bomb', () => zipBomb(), 422, 'ASSET_UNREADABLE', 'zip file'],
    [
      'a compressed drawing that unpacks to 64 MB',
      () => gzipSync(Buffer.alloc(64 * MEGABYTE, ' ')),
      422,
      'ASSET_UNREADABLE',
      'packed with gzip',
    ],
    [
      'a PNG that claims 3,600 megapixels',
      () => pngThatClaims(60_000, 60_000),
      422,
      'ASSET_UNREADABLE',
      '3,600 megapixels',
    ],
    [
      'a start list named as a picture',
      () => Buffer.from('bib,name\n1,Robin Vale'),
      422,
      'ASSET_UNREADABLE',
      'none of JPEG',
    ],
    [
      'a web page',
      () => Buffer.from('<!doctype html><html><script>1</script></html>'),
      422,
      'ASSET_UNREADABLE',
      'web page',
    ],
    ['nothing at all', () => Buffer.alloc(0), 422, 'ASSET_UNREADABLE', 'it is empty'],
    ['33 MB', () => Buffer.alloc(33 * MEGABYTE, 7), 413, 'BODY_TOO_LARGE', '32'],
  ] as const)('%s', async (name, make, status, code, words) => {
    const before = await usage();
    const sent = await send(name, make());
    expect([sent.status, sent.body.error?.code]).toEqual([status, code]);
    expect(sent.body.error?.message).toContain(words);
    expect(await usage()).toEqual(before);
  });

  it('half of a JPEG and half of a PNG', async () => {
    const noise = Buffer.from(Array.from({ length: 90_000 }, (_, n) => (n * 2_654_435_761) >>> 24));
    const raw = { width: 300, height: 100, channels: 3 } as const;
    for (const make of ['jpeg', 'png'] as const) {
      const whole = await sharp(noise, { raw })[make]().toBuffer();
      const { status, body } = await send(`half a ${make}`, whole.subarray(0, whole.length / 2));
      expect([status, body.error?.code]).toEqual([422, 'ASSET_UNREADABLE']);
      expect(body.error?.message).toContain('cut off');
    }
  });
});

describe('memory', () => {
  it('stays bounded while two partners send fourteen photos of 40 megapixels at once', async () => {
    const server = venue.product.process.pid ?? 0;
    const beforeKb = await residentKb(server, 'VmRSS');
    const watch = watchChildren(server);
    const photos = await Promise.all(
      Array.from({ length: 14 }, (_, n) => photo(`#${(0x101010 + n * 0x0a0503).toString(16)}`)),
    );
    const sent = await Promise.all(photos.map((bytes, n) => send(`Photo ${n}`, bytes, n % 2)));
    const { mostAtOnce, mostKb } = await watch.end();
    expect(sent.map(({ status }) => status)).toEqual(photos.map(() => 201));
    expect(mostAtOnce).toBeGreaterThan(0);
    expect(mostAtOnce).toBeLessThanOrEqual(ASSET_LIMITS.atOnce);
    expect(mostKb * 1024).toBeLessThan(ASSET_LIMITS.workBytes);
    // Pictures are never unpacked in the server: it holds the files as they came, and the sizes that were made.
    const grownKb = (await residentKb(server, 'VmHWM')) - beforeKb;
    expect(grownKb * 1024).toBeLessThan(100 * MEGABYTE);
    console.log(
      `server grew by ${Math.round(grownKb / 1024)} MB, a reader took ${Math.round(mostKb / 1024)} MB at most`,
    );
  }, 180_000);
});

async function usage(): Promise<unknown> {
  const answer = await fetch(`${venue.product.url}/api/assets/usage`, {
    headers: { authorization: `Bearer ${tokens[0]}` },
  });
  return answer.json();
}

/** A line of a process's status in kB; 0 when it has ended. */
async function residentKb(pid: number, line: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

/** The processes that read pictures: how many there were at once, and how much one of them took. */
function watchChildren(server: number) {
  let isOver = false;
  let mostAtOnce = 0;
  let mostKb = 0;
  const look = async (): Promise<void> => {
    const children = await readFile(`/proc/${server}/task/${server}/children`, 'utf8').catch(() => '');
    const readers = [];
    for (const pid of children.split(' ').filter((each) => each !== '')) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('pictures.mjs')) readers.push(Number(pid));
    }
    mostAtOnce = Math.max(mostAtOnce, readers.length);
    for (const pid of readers) mostKb = Math.max(mostKb, await residentKb(pid, 'VmHWM'));
  };
  const looking = (async () => {
    while (!isOver) {
      await look();
      await wait(20);
    }
  })();
  return {
    async end() {
      isOver = true;
      await looking;
      return { mostAtOnce, mostKb };
    },
  };
}
