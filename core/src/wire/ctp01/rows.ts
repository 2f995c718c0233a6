import { parseDigits } from '../../time/timeOfDay.ts';
import { MAX_FIELD_LENGTH, MAX_LAP, MAX_LOCATION_LENGTH, MAX_SEQ } from './limits.ts';
import { type Rejected, reject } from './rejections.ts';
import { parseRowTime, type RowTime } from './times.ts';

/** A detection: of a chip (`row`), or of the start signal (`gun`). */
export interface Ctp01Row {
  kind: 'row' | 'gun';
  location: string;
  seq: number;
  tag: string;
  time: RowTime;
  /** The time as sent. */
  timeText: string;
  /** Null when it is no number: a read is worth more than its lap. */
  lap: number | null;
  reader: string;
  antenna: string;
}

/** A location that the client offers. */
export interface NewLocation {
  kind: 'new-location';
  location: string;
  /** The name as bytes: what a command to the client must repeat, since the client compares bytes. */
  wireName: string;
  /** 0 in the vendor's client; other versions put a number here. */
  seq: number;
}

export type RowMessage = Ctp01Row | NewLocation | Rejected;

/**
 * Order of the three fields after the time. The vendor's own client sends the first; a vendor paper quoted by others
 * has the second, so it stays an option of the stream.
 */
export type FieldOrder = 'lap-reader-antenna' | 'antenna-reader-lap';

/** The separators that the digit X of the format word CT01_XY stands for, from 1. */
const SEPARATORS = [',', ';', '~', '|', '\t'];
const FORMAT_WORD_LENGTH = 'CT01_33'.length;

/** Read a line that begins with a format word; `bytes` is the line before decoding. Extra fields are ignored. */
export function parseRow(line: string, bytes: string, fieldOrder: FieldOrder): RowMessage {
  const separator = separatorOf(line);
  if (separator === null) return reject('bad-format-word', 'format', line.slice(0, FORMAT_WORD_LENGTH + 1));
  const seqEnd = fieldEnd(line, separator, FORMAT_WORD_LENGTH + 1);
  const locationEnd = fieldEnd(line, separator, seqEnd + 1);
  const tagEnd = fieldEnd(line, separator, locationEnd + 1);
  const seq = parseSeq(line, FORMAT_WORD_LENGTH + 1, seqEnd);
  const location = line.slice(seqEnd + 1, locationEnd);
  const tag = line.slice(locationEnd + 1, tagEnd);
  if (location === '') return reject('missing-field', 'location');
  if (location.length > MAX_LOCATION_LENGTH) return reject('field-too-long', 'location', location);
  if (tag === '') return reject('missing-field', 'tag');
  if (tag.length > MAX_FIELD_LENGTH) return reject('field-too-long', 'tag', tag);
  if (isWord(tag, 'newlocation')) {
    return { kind: 'new-location', location, wireName: bytes.split(separator)[2] ?? '', seq: seq ?? 0 };
  }
  if (seq === null) return reject('bad-seq', 'seq', line.slice(FORMAT_WORD_LENGTH + 1, seqEnd));
  const tail = parseTail(line, separator, tagEnd + 1, fieldOrder);
  if ('kind' in tail) return tail;
  const { time, timeText, lap, reader, antenna } = tail;
  const kind = isWord(tag, 'guntime') ? 'gun' : 'row';
  return { kind, location, seq, tag, time, timeText, lap, reader, antenna };
}

type Tail = Pick<Ctp01Row, 'time' | 'timeText' | 'lap' | 'reader' | 'antenna'>;

/**
 * Time, lap, reader and antenna. The last three may be unusable, but something must stand after the time: a line that
 * was cut inside it would otherwise become a wrong time.
 */
function parseTail(line: string, separator: string, from: number, fieldOrder: FieldOrder): Tail | Rejected {
  const timeEnd = fieldEnd(line, separator, from);
  const nextEnd = fieldEnd(line, separator, timeEnd + 1);
  const readerEnd = fieldEnd(line, separator, nextEnd + 1);
  const timeText = line.slice(from, timeEnd);
  if (timeEnd === line.length) return reject('missing-field', timeText === '' ? 'time' : 'lap');
  const time = parseRowTime(timeText);
  if (time === null) return reject('bad-time', 'time', timeText);
  const next = line.slice(timeEnd + 1, nextEnd);
  const reader = line.slice(nextEnd + 1, readerEnd);
  const last = line.slice(readerEnd + 1, fieldEnd(line, separator, readerEnd + 1));
  const [lap, antenna] = fieldOrder === 'lap-reader-antenna' ? [next, last] : [last, next];
  if (reader.length > MAX_FIELD_LENGTH) return reject('field-too-long', 'reader', reader);
  if (antenna.length > MAX_FIELD_LENGTH) return reject('field-too-long', 'antenna', antenna);
  return { time, timeText, lap: parseLap(lap), reader, antenna };
}

/** Where the field that begins at `from` ends. Beyond the last field: the end of the line, so that a slice is ''. */
function fieldEnd(line: string, separator: string, from: number): number {
  const end = line.indexOf(separator, from);
  return end === -1 ? line.length : end;
}

/** The separator that the format word announces, or null when it is no format word of this protocol. */
function separatorOf(line: string): string | null {
  if (!line.startsWith('CT01_')) return null;
  const terminator = parseDigits(line, 6, 7);
  const separator = SEPARATORS[parseDigits(line, 5, 6) - 1];
  if (separator === undefined || terminator < 1 || terminator > 5) return null;
  return line.charAt(FORMAT_WORD_LENGTH) === separator ? separator : null;
}

/** A sequence number from 1, or null. */
function parseSeq(line: string, from: number, to: number): number | null {
  const seq = parseDigits(line, from, to);
  return seq >= 1 && seq <= MAX_SEQ ? seq : null;
}

function parseLap(text: string): number | null {
  const lap = parseDigits(text, 0, text.length);
  return lap >= 0 && lap <= MAX_LAP ? lap : null;
}

/** Reserved words stand where the tag is, in the case that the client's version likes. */
function isWord(tag: string, word: string): boolean {
  return tag.length === word.length && tag.toLowerCase() === word;
}
