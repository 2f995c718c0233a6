import { TextDecoder } from 'node:util';
import { decodeWindows1252 } from '@project88/core/wire/text.ts';
import { unreadable } from './failure.ts';

/** What a file turned out to be written in. Plain ASCII is reported as UTF-8. */
export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

const BYTE_ORDER_MARKS: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
const LONGEST_MARK = 3;

/** Names that a `charset` may have and that say more than "we do not know": many programs write utf-8 on anything. */
const DECLARED: Readonly<Record<string, Encoding | undefined>> = {
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};
const UNDECIDED = new Set(['', 'utf-8', 'utf8', 'us-ascii']);

/**
 * Turns the bytes of a file into text without holding the file. A byte order mark decides; then a declared charset;
 * otherwise the first letter outside ASCII does: UTF-8 when it is a well-formed sequence of it, else Windows-1252.
 * (A letter of Windows-1252 before plain text is never well-formed UTF-8.) Throws `ROSTER_UNREADABLE` for a charset
 * that we do not know and for bytes that break the encoding.
 */
export class TextDecoding {
  #encoding: Encoding | null;
  #decoder: TextDecoder | null = null;
  #held: Buffer = Buffer.alloc(0);
  #atStart = true;

  constructor(charset = '') {
    const label = charset.toLowerCase();
    this.#encoding = DECLARED[label] ?? null;
    if (this.#encoding === null && !UNDECIDED.has(label))
      throw unreadable(`the charset “${label}” is not known`);
  }

  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8';
  }

  /** The text of the next bytes; may hold a few back until more come. */
  push(chunk: Uint8Array): string {
    return this.#decode(Buffer.concat([this.#held, chunk]), false);
  }

  /** The rest of the text. */
  end(): string {
    return this.#decode(this.#held, true);
  }

  #decode(bytes: Buffer, last: boolean): string {
    this.#held = Buffer.alloc(0);
    if (!this.#atStart) return this.#decodeText(bytes, last);
    if (bytes.length < LONGEST_MARK && !last) return this.#hold(bytes);
    this.#atStart = false;
    const mark = BYTE_ORDER_MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
    if (mark === undefined) return this.#decodeText(bytes, last);
    this.#encoding = mark.encoding;
    return this.#decodeText(bytes.subarray(mark.bytes.length), last);
  }

  #hold(bytes: Buffer): string {
    this.#held = bytes;
    return '';
  }

  #decodeText(bytes: Buffer, last: boolean): string {
    if (this.#encoding !== null) return this.#decodeKnown(bytes, last);
    const first = bytes.findIndex((byte) => byte > 0x7f);
    if (first < 0) return bytes.toString('latin1');
    const verdict = startsUtf8(bytes.subarray(first));
    if (verdict === 'cut' && !last)
      return bytes.toString('latin1', 0, first) + this.#hold(bytes.subarray(first));
    this.#encoding = verdict === 'yes' ? 'utf-8' : 'windows-1252';
    return this.#decodeKnown(bytes, last);
  }

  #decodeKnown(bytes: Buffer, last: boolean): string {
    if (this.#encoding === 'windows-1252') return decodeWindows1252(bytes.toString('latin1'));
    this.#decoder ??= new TextDecoder(this.encoding, { fatal: true, ignoreBOM: true });
    try {
      return this.#decoder.decode(bytes, { stream: !last });
    } catch {
      throw unreadable(`it begins as ${this.encoding} but holds bytes that are not`);
    }
  }
}

/** Whether these bytes, of which the first is above 0x7F, begin with a sequence of UTF-8; `cut` when too few came. */
function startsUtf8(bytes: Buffer): 'yes' | 'no' | 'cut' {
  const lead = bytes[0] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 'no';
  const tail = bytes.subarray(1, length);
  if (tail.some((byte) => (byte & 0xc0) !== 0x80)) return 'no';
  return tail.length === length - 1 ? 'yes' : 'cut';
}
