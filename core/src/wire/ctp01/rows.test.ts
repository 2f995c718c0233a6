import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LOCATION_LENGTH, MAX_SEQ } from './limits.ts';
import { parseRow } from './rows.ts';

const parse = (line: string) => parseRow(line, line, 'lap-reader-antenna');
const ROW = {
  kind: 'row',
  location: 'FINISH',
  seq: 7,
  tag: '1234',
  timeText: '2031-05-04T09:12:33.47',
  lap: 1,
  reader: '0A0B0C',
  antenna: '4',
};

describe('parseRow', () => {
  it('reads the vendor order of fields', () => {
    const row = parse('CT01_33~7~FINISH~1234~2031-05-04T09:12:33.47~1~0A0B0C~4');
    expect(row).toMatchObject(ROW);
    expect(row).toMatchObject({ time: { format: 'iso', timeOfDayMs: 33_153_470 } });
  });

  it('reads the other order when the stream asks for it', () => {
    const line = 'CT01_33~7~FINISH~1234~2031-05-04T09:12:33.47~4~0A0B0C~1';
    expect(parseRow(line, line, 'antenna-reader-lap')).toMatchObject(ROW);
  });

  it.each([
    ['CT01_13', ','],
    ['CT01_23', ';'],
    ['CT01_33', '~'],
    ['CT01_43', '|'],
    ['CT01_53', '\t'],
  ])('reads %s with its separator', (word, separator) => {
    const fields = [word, '7', 'FINISH', '1234', '2031-05-04T09:12:33.47', '1', '0A0B0C', '4'];
    expect(parse(fields.join(separator))).toMatchObject(ROW);
  });

  it.each([
    'CT01_03~7',
    'CT01_63~7',
    'CT01_30~7',
    'CT01_36~7',
    'CT02_33~7',
    'CT01_33,7',
    'CT01_33',
    'CT01_3~7',
  ])('rejects the format word of %s', (line) => {
    expect(parse(line)).toMatchObject({ kind: 'rejected', reason: 'bad-format-word' });
  });

  it('knows guns and locations by their reserved word, in any case', () => {
    const gun = { kind: 'gun', seq: 1, lap: 0, reader: 'I0A0B0', time: { timeOfDayMs: 28_800_000 } };
    expect(parse('CT01_33~1~FINISH~GUNTIME~2031-05-04T08:00:00.00~0~I0A0B0~0')).toMatchObject(gun);
    expect(parse('CT01_33~1~FINISH~guntime~08:00:00.00~0~I0A0B0~0')).toMatchObject(gun);
    const place = { kind: 'new-location', location: 'FINISH', wireName: 'FINISH' };
    expect(parse('CT01_33~0~FINISH~newlocation~00:00:00.00~0~0~0')).toEqual({ ...place, seq: 0 });
    expect(parse('CT01_33~12~FINISH~NewLocation')).toEqual({ ...place, seq: 12 });
  });

  it('keeps a read whose lap, reader or antenna is unusable', () => {
    expect(parse('CT01_33~7~FINISH~1234~09:12:33.47~x~~')).toMatchObject({
      lap: null,
      reader: '',
      antenna: '',
    });
    expect(parse('CT01_33~7~FINISH~1234~09:12:33.47~-1')).toMatchObject({ kind: 'row', lap: null });
    expect(parse('CT01_33~7~FINISH~1234~09:12:33.47~1~0A0B0C~4~new~fields')).toMatchObject({ antenna: '4' });
  });

  it.each([
    ['CT01_33~0~FINISH~1234~09:12:33.47~1~0A0B0C~4', 'bad-seq', 'seq'],
    ['CT01_33~x~FINISH~1234~09:12:33.47~1~0A0B0C~4', 'bad-seq', 'seq'],
    ['CT01_33~-7~FINISH~1234~09:12:33.47~1~0A0B0C~4', 'bad-seq', 'seq'],
    [`CT01_33~${MAX_SEQ + 1}~FINISH~1234~09:12:33.47~1~0A0B0C~4`, 'bad-seq', 'seq'],
    ['CT01_33~7~~1234~09:12:33.47~1~0A0B0C~4', 'missing-field', 'location'],
    [`CT01_33~7~${'x'.repeat(MAX_LOCATION_LENGTH + 1)}~1234~09:12:33.47~1~~4`, 'field-too-long', 'location'],
    ['CT01_33~7~FINISH~~09:12:33.47~1~0A0B0C~4', 'missing-field', 'tag'],
    [`CT01_33~7~FINISH~${'9'.repeat(65)}~09:12:33.47~1~0A0B0C~4`, 'field-too-long', 'tag'],
    ['CT01_33~7~FINISH~1234~25:61:00.00~1~0A0B0C~4', 'bad-time', 'time'],
    ['CT01_33~7~FINISH~GUNTIME~never~0~I0A0B0~0', 'bad-time', 'time'],
    ['CT01_33~7~FINISH~1234', 'missing-field', 'time'],
    ['CT01_33~7~FINISH~1234~09:12:33.4', 'missing-field', 'lap'],
    [`CT01_33~7~FINISH~1234~09:12:33.47~1~${'A'.repeat(65)}~4`, 'field-too-long', 'reader'],
    [`CT01_33~7~FINISH~1234~09:12:33.47~1~0A0B0C~${'4'.repeat(65)}`, 'field-too-long', 'antenna'],
  ])('rejects %s: %s in %s', (line, reason, field) => {
    expect(parse(line)).toMatchObject({ kind: 'rejected', reason, field });
  });

  it('repeats at most 40 characters of a bad field', () => {
    const rejected = parse(`CT01_33~7~FINISH~1234~${'z'.repeat(500)}~1~0A0B0C~4`);
    expect(rejected).toMatchObject({ detail: `${'z'.repeat(40)}…` });
  });

  it('gives back every field of every row it could have been sent', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ0189 ._-,;|'), minLength: 1, maxLength: 20 });
    const fields = fc.record({
      seq: fc.integer({ min: 1, max: MAX_SEQ }),
      location: word,
      tag: word,
      lap: fc.nat({ max: 999 }),
      reader: word,
      antenna: fc.constantFrom('1', '2', '4', '8'),
    });
    fc.assert(
      fc.property(fields, (each) => {
        const { seq, location, tag, lap, reader, antenna } = each;
        const line = ['CT01_33', seq, location, tag, '09:12:33.47', lap, reader, antenna].join('~');
        expect(parse(line)).toMatchObject({ kind: 'row', ...each });
      }),
    );
  });
});
