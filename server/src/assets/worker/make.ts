import sharp, { type Sharp, type SharpOptions } from 'sharp';
import type { Job, Made, MadeFile } from './job.ts';

/** What sharp calls the kinds that we read. */
const FORMATS = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'heif',
  'image/svg+xml': 'svg',
} as const;

/** Dots per inch at which a drawing has the size that it names. */
const DRAWN_DPI = 72;
const MAX_DPI = 100_000;
/** Loss that nobody sees on a wall; flat art is kept without any when that is smaller. */
const QUALITY = 85;

interface Raw {
  data: Buffer;
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

/** A reason that a person can do something about. */
class Refusal extends Error {}

/** Make all sizes of a picture. Never throws: what cannot be read is an answer. */
export async function makeFiles(job: Job): Promise<Made> {
  try {
    const { options, pixels, isLarger, hadMore } = await look(job);
    const raw = await decode(job, options, pixels);
    const files = await sizesOf(raw, job);
    return { ok: true, files, hadMore, wasLarger: isLarger && job.part === undefined };
  } catch (error) {
    return { ok: false, reason: error instanceof Refusal ? error.message : wordsFor(error as Error) };
  }
}

/** What the head of the file says, before anything of it is unpacked. */
async function look({ bytes, kind, limits, part }: Job) {
  const options: SharpOptions = { failOn: 'error', limitInputPixels: limits.pixels, pages: 1 };
  // The limit is ours to tell in words, so the head alone is read without one.
  const head = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
  if (head.format !== FORMATS[kind]) throw new Refusal('it is damaged');
  const { width = 0, height = 0, autoOrient } = head;
  if (kind === 'image/svg+xml') {
    const dpi = (DRAWN_DPI * limits.keptSidePx) / Math.max(width, height, 1);
    const density = Math.min(MAX_DPI, Math.max(1, dpi));
    return { options: { ...options, density }, pixels: null, isLarger: false, hadMore: false };
  }
  if (width * height > limits.pixels) throw new Refusal(tooLarge(width, height, limits.pixels));
  const taken = part ?? { width: autoOrient.width ?? width, height: autoOrient.height ?? height };
  const pixels = keptSize(taken, limits);
  return { options, pixels, isLarger: pixels.width < taken.width, hadMore: (head.pages ?? 1) > 1 };
}

function tooLarge(width: number, height: number, most: number): string {
  const millions = (count: number) => Math.round(count / 1_000_000).toLocaleString('en');
  return `it has ${millions(width * height)} megapixels, and the limit is ${millions(most)}`;
}

/** The size that is kept: its own, unless it is larger than a screen both in length and in area. */
function keptSize(of: { width: number; height: number }, { keptPixels, keptSidePx, sidePx }: Job['limits']) {
  const longer = Math.max(of.width, of.height);
  const onScreen = Math.max(keptSidePx / longer, Math.sqrt(keptPixels / (of.width * of.height)));
  const factor = Math.min(1, onScreen, sidePx / longer);
  const scaled = (side: number) => Math.max(1, Math.round(side * factor));
  return { width: scaled(of.width), height: scaled(of.height) };
}

/** Turned upright, in the colours of screens, in its kept size, and without a word about camera and place. */
async function decode({ bytes, part }: Job, options: SharpOptions, size: Size | null): Promise<Raw> {
  let picture: Sharp = sharp(bytes, options).autoOrient();
  if (part !== undefined) picture = picture.extract(part);
  if (size !== null) picture = picture.resize({ ...size, fit: 'fill', withoutEnlargement: true });
  const { data, info } = await picture
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, info };
}

type Size = ReturnType<typeof keptSize>;

async function sizesOf(raw: Raw, { kind, widthsPx }: Job): Promise<MadeFile[]> {
  const own = raw.info.width;
  const files: MadeFile[] = [];
  for (const widthPx of [...widthsPx.filter((each) => each < own), own]) {
    files.push(await encode(raw, widthPx, kind !== 'image/jpeg'));
  }
  return files;
}

async function encode({ data, info }: Raw, widthPx: number, mayBeFlat: boolean): Promise<MadeFile> {
  const scaled = () => {
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const picture = sharp(data, { raw, limitInputPixels: false });
    return widthPx === info.width ? picture : picture.resize({ width: widthPx });
  };
  const lossy = await scaled()
    .webp({ quality: QUALITY, alphaQuality: 100 })
    .toBuffer({ resolveWithObject: true });
  const file = { widthPx: lossy.info.width, heightPx: lossy.info.height };
  if (!mayBeFlat) return { ...file, bytes: lossy.data };
  const exact = await scaled().webp({ lossless: true }).toBuffer();
  return { ...file, bytes: exact.length <= lossy.data.length ? exact : lossy.data };
}

/** The library's words are for programmers; nearly all of them mean the same to who sent the file. */
function wordsFor({ message }: Error): string {
  if (/pixel limit/i.test(message)) return 'it has too many pixels';
  if (/bad extract area/i.test(message)) return 'the part is not inside of the picture';
  if (/out of memory|unable to allocate/i.test(message)) return 'it needs too much memory';
  return 'it is damaged or cut off';
}
