import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngThatClaims } from '../../../test/support/pictures.ts';
import { kindOf } from './kinds.ts';
import { cropPicture, type Picture, readPicture } from './picture.ts';
import { drawable } from './svg.ts';

const TENANT = '01900000-0000-7000-8000-000000000001' as TenantId;
const RED = { r: 224, g: 48, b: 16 };

/** A picture of one colour. */
function plain(width: number, height: number, background: string | typeof RED = RED) {
  return sharp({ create: { width, height, channels: 3, background } });
}

const svg = (inside: string, attributes = 'width="40" height="20"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  );

const read = (bytes: Uint8Array) => readPicture(TENANT, bytes);

/** The colour at a place of the largest size. */
async function colourAt({ files }: Picture, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(files.at(-1)?.bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

/** The sentence of a refusal. */
async function refusalOf(bytes: Uint8Array): Promise<string> {
  const error = await read(bytes).catch((error: unknown) => error);
  if (!(error instanceof ProblemError)) throw new Error('it was taken');
  expect(error.code).toBe('ASSET_UNREADABLE');
  return error.message;
}

describe('what is taken', () => {
  it('a photo is turned upright, freed of what the camera wrote, and made in all sizes up to its own', async () => {
    const bytes = await plain(1000, 600)
      .composite([{ input: await plain(100, 600, '#0000ff').png().toBuffer(), left: 0, top: 0 }])
      .withExif({ IFD0: { Artist: 'Robin Stone' }, IFD3: { GPSLatitude: '1/1 2/1 3/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const picture = await read(bytes);
    expect(picture).toMatchObject({
      widthPx: 600,
      heightPx: 1000,
      sourceMime: 'image/jpeg',
      notes: [],
      files: [{ widthPx: 320 }, { widthPx: 600 }],
    });
    for (const file of picture.files) {
      const { exif, xmp, icc, orientation, format } = await sharp(file.bytes).metadata();
      expect([exif, xmp, icc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
      expect(format).toBe('webp');
    }
    // The left edge of what the camera saw is the top.
    const [red = 0, , blue = 0] = await colourAt(picture, 300, 20);
    expect(blue).toBeGreaterThan(200);
    expect(red).toBeLessThan(50);
  });

  it('a photo in the inks of a printer gets the colours of a screen', async () => {
    const bytes = await plain(64, 64).withIccProfile('cmyk').toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    const [red = 0, green = 0, blue = 0] = await colourAt(await read(bytes), 30, 30);
    expect(Math.abs(red - RED.r) + Math.abs(green - RED.g) + Math.abs(blue - RED.b)).toBeLessThan(40);
  });

  it.each([
    ['image/png', () => plain(50, 30).png().toBuffer()],
    ['image/webp', () => plain(50, 30).webp({ lossless: true }).toBuffer()],
    ['image/gif', () => plain(50, 30).gif().toBuffer()],
    ['image/avif', () => plain(50, 30).avif().toBuffer()],
  ] as const)('%s', async (sourceMime, make) => {
    const picture = await read(await make());
    expect(picture).toMatchObject({ sourceMime, widthPx: 50, heightPx: 30, files: [{ widthPx: 50 }] });
  });

  it('flat art is kept without loss, with its holes', async () => {
    const hole = { create: { width: 400, height: 100, channels: 4, background: '#00000000' } } as const;
    const bytes = await sharp(hole)
      .composite([{ input: await plain(100, 100).png().toBuffer(), left: 100, top: 0 }])
      .png()
      .toBuffer();
    const picture = await read(bytes);
    expect(await colourAt(picture, 10, 10)).toEqual([0, 0, 0, 0]);
    expect(await colourAt(picture, 150, 50)).toEqual([224, 48, 16, 255]);
  });

  it('an animation gives its first picture, and says so', async () => {
    const frames = Buffer.alloc(20 * 40 * 3);
    frames.fill(255, 20 * 20 * 3);
    const bytes = await sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif()
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    const picture = await read(bytes);
    expect(picture).toMatchObject({ widthPx: 20, heightPx: 20 });
    expect(picture.notes).toEqual(['Only the first picture of the animation is kept.']);
    expect((await colourAt(picture, 5, 5)).slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('what is larger than a 4K screen is made smaller, and a long strip keeps its length', async () => {
    const large = await read(await plain(5000, 4000).jpeg().toBuffer());
    expect([large.widthPx, large.heightPx]).toEqual([3840, 3072]);
    expect(large.notes.join()).toContain('3840 × 3072');
    const strip = await read(await plain(8704, 192).png().toBuffer());
    expect(strip.files.map((each) => each.widthPx)).toEqual([320, 960, 1920, 3840, 8704]);
    expect(strip.notes).toEqual([]);
  });

  it('the same bytes have the same hash, a crop another, and the same crop the same again', async () => {
    const bytes = await plain(100, 80).png().toBuffer();
    const [one, two] = [await read(bytes), await read(bytes)];
    expect(two.hash).toBe(one.hash);
    const from = { hash: one.hash, bytes: bytes, sourceMime: one.sourceMime };
    const webp = { ...from, bytes: one.files.at(-1)?.bytes ?? Buffer.alloc(0) };
    const part = { left: 90, top: 0, width: 10, height: 80 };
    const crops = [await cropPicture(TENANT, webp, part), await cropPicture(TENANT, webp, part)];
    expect(crops.map(({ hash }) => hash === crops[0]?.hash && hash !== one.hash)).toEqual([true, true]);
    expect(crops[0]).toMatchObject({ widthPx: 10, heightPx: 80, sourceMime: 'image/png' });
    await expect(cropPicture(TENANT, webp, { ...part, width: 11 })).rejects.toThrow('not inside');
  });
});

describe('drawings', () => {
  it('are drawn as large as a 4K screen', async () => {
    const picture = await read(svg('<rect width="20" height="20" fill="#e03010"/>'));
    expect(picture).toMatchObject({ widthPx: 3840, heightPx: 1920, sourceMime: 'image/svg+xml' });
    expect(await colourAt(picture, 900, 900)).toEqual([224, 48, 16, 255]);
  });

  it('with a document type as drawing programs write it are taken', async () => {
    const head = '<?xml version="1.0" encoding="UTF-8"?><!-- Made by hand -->';
    const type = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">';
    const picture = await read(Buffer.concat([Buffer.from(head + type), svg('')]));
    expect(picture.widthPx).toBe(3840);
  });

  it('run no script and fetch nothing, neither from the machine nor from the network', async () => {
    const { url, asked, close } = await countingServer();
    const secret = await writeRed();
    const inside = ['', 'file://']
      .map((scheme) => `<image href="${scheme}${secret}" width="40" height="20"/>`)
      .concat(`<image xlink:href="${url}/picture.png" width="40" height="20"/>`)
      .concat(`<style>@import url(${url}/style.css);</style>`)
      .concat(`<script>fetch('${url}/script')</script><script href="${url}/script.js"/>`)
      .concat(`<foreignObject width="9" height="9"><iframe src="${url}/frame"/></foreignObject>`)
      .concat('<rect class="far" onload="alert(1)" width="1" height="1" fill="#ffffff"/>');
    const picture = await read(svg(`<rect width="40" height="20" fill="#ffffff"/>${inside.join('')}`));
    expect((await colourAt(picture, 1900, 900)).slice(0, 3)).toEqual([255, 255, 255]);
    expect(asked()).toEqual([]);
    await close();
  });

  it.each([
    ['entities', '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', 'entities'],
    [
      'an external entity',
      '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
      'entities',
    ],
    ['two document types', '<!DOCTYPE svg><!DOCTYPE svg SYSTEM "a"><svg/>', 'entities'],
    ['another character set', '<?xml version="1.0" encoding="UTF-16"?><svg/>', 'UTF-8'],
    ['no end', '<svg xmlns="http://www.w3.org/2000/svg"><rect', 'damaged'],
    [
      'no size of its own that could be',
      '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>',
      'damaged',
    ],
  ])('with %s are refused', async (_what, text, words) => {
    expect(await refusalOf(Buffer.from(text))).toContain(words);
  });

  it('of any size cannot take more than the picture that is made of them', async () => {
    for (const attributes of [
      'width="1e9" height="1e9"',
      'width="90000" height="2"',
      'viewBox="0 0 1e30 1"',
    ]) {
      const made = await read(svg('<rect width="9" height="9"/>', attributes)).catch(
        (error: unknown) => error,
      );
      if (made instanceof ProblemError) expect(made.code).toBe('ASSET_UNREADABLE');
      else expect((made as Picture).widthPx).toBeLessThanOrEqual(3841);
    }
  });

  it('that repeat themselves without end are cut short', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `<g id="l${n + 1}">${`<use href="#l${n}"/>`.repeat(10)}</g>`,
    );
    const bomb = svg(`<defs><rect id="l0" width="9" height="9"/>${levels.join('')}</defs><use href="#l12"/>`);
    const made = await read(bomb).catch((error: unknown) => error);
    expect(made).toMatchObject({ code: 'ASSET_UNREADABLE' });
  }, 90_000);

  it('never lose a drawing element to the cleaning', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const source = `<svg><text>${text.replaceAll('<', '')}</text></svg>`;
        expect(Buffer.from(drawable(Buffer.from(source))).toString()).toBe(Buffer.from(source).toString());
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is refused, with a sentence that helps', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'it is empty'],
    ['a zip file named photo.jpg', Buffer.from('PK\x03\x04rest'), 'zip file'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'PDF'],
    ['a HEIC photo', Buffer.from('\0\0\0\x18ftypheic'), 'save it as JPEG'],
    ['a web page', Buffer.from('  <!DOCTYPE html><html><svg/></html>'), 'web page'],
    ['text', Buffer.from('bib,name\n1,Robin'), 'none of JPEG'],
    ['only the beginning of a JPEG', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'damaged'],
    ['only the beginning of a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'damaged'],
  ])('%s', async (_what, bytes, words) => {
    expect(await refusalOf(bytes)).toContain(words);
  });

  it('a picture that was cut off on its way', async () => {
    const noise = Buffer.from(Array.from({ length: 90_000 }, (_, n) => (n * 2654435761) >>> 24));
    const jpeg = await sharp(noise, { raw: { width: 300, height: 100, channels: 3 } })
      .jpeg()
      .toBuffer();
    expect(await refusalOf(jpeg.subarray(0, jpeg.length / 2))).toContain('cut off');
    const png = await sharp(noise, { raw: { width: 300, height: 100, channels: 3 } })
      .png()
      .toBuffer();
    expect(await refusalOf(png.subarray(0, png.length / 2))).toContain('cut off');
  });

  it('a small file that unpacks to gigabytes, by its head alone', async () => {
    expect(await refusalOf(pngThatClaims(60_000, 60_000))).toContain('3,600 megapixels');
  });

  it('anything, without ever failing in another way', async () => {
    const heads = ['', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF0000WEBP', '<svg '].map((each) =>
      Buffer.from(each, 'latin1'),
    );
    const file = fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.property(file, ([head, rest]) => {
        const bytes = Buffer.concat([head, rest]);
        try {
          expect(kindOf(bytes)).toMatch(/^image\//);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** A server that notes what it is asked for. */
async function countingServer() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}`, asked: () => asked, close };
}

/** A red picture on the disk, which no drawing may show. */
async function writeRed(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'p88-pictures-')), 'red.png');
  await writeFile(path, await plain(40, 20).png().toBuffer());
  return path;
}
