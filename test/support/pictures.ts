import { randomInt } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import sharp from 'sharp';
import type { Answer, Caller } from './httpServer.ts';

/** A PNG of one colour; another colour each time, so that it is another file. */
export function pngOf(width: number, height: number, background = anyColour()): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

function anyColour(): { r: number; g: number; b: number } {
  return { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
}

/** Upload a picture and answer what the server says. */
export async function upload(
  owner: Caller,
  name: string,
  { bytes, folder = '' }: { bytes?: Uint8Array; folder?: string } = {},
): Promise<Answer> {
  const path = `/api/assets?name=${encodeURIComponent(name)}&folder=${encodeURIComponent(folder)}`;
  return owner('POST', path, bytes ?? (await pngOf(64, 36)), { 'content-type': 'application/octet-stream' });
}

/** The same for a picture that must be taken. */
export async function uploaded(...args: Parameters<typeof upload>): Promise<Answer['json']> {
  const answer = await upload(...args);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json;
}

/** A design whose background is this picture. */
export function withPicture(name: string, asset: string): TemplateDocument {
  const background = { kind: 'image', asset, fit: 'cover', behind: '#000000' } as const;
  const layouts = finishHero.layouts.map((layout) => ({
    ...layout,
    canvas: { ...layout.canvas, background },
  }));
  return { ...finishHero, name, layouts };
}

/** A small PNG in good order that claims to have so many pixels. */
export function pngThatClaims(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
