import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCtp01Line } from './messages.ts';

const parse = (line: string) => parseCtp01Line(line, { fieldOrder: 'lap-reader-antenna' });

describe('parseCtp01Line', () => {
  it('recognises greetings by the protocol, not by the program', () => {
    const greeting = { kind: 'greeting', protocol: 'CTP01' };
    expect(parse('SimpleClient~0.6.0~CTP01')).toMatchObject({ ...greeting, program: 'SimpleClient' });
    expect(parse('Any Timer~9~CTP01~more')).toMatchObject({ ...greeting, version: '9' });
    expect(parse('SimpleClient~0.6.0~CTP02')).toMatchObject({ kind: 'greeting', protocol: 'CTP02' });
    expect(parse('SimpleClient~0.6.0')).toEqual({ kind: 'unknown', word: 'SimpleClient' });
  });

  it('reads answers, errors, sign-ins and pings, in any case', () => {
    expect(parse('ack~getlocations~START~10K')).toEqual({
      kind: 'ack',
      command: 'getlocations',
      values: ['START', '10K'],
      wireValues: ['START', '10K'],
    });
    expect(parse('ACK~ping')).toEqual({ kind: 'ack', command: 'ping', values: [], wireValues: [] });
    expect(parse('err~start~invalid location requested')).toEqual({
      kind: 'error',
      command: 'start',
      text: 'invalid location requested',
    });
    expect(parse('authorize~ann~pass~word')).toEqual({
      kind: 'authorize',
      user: 'ann',
      response: 'pass~word',
    });
    expect(parse('Ping')).toEqual({ kind: 'ping' });
    expect(parse('')).toEqual({ kind: 'empty' });
  });

  it('does not take a location that is named like the protocol for a greeting', () => {
    expect(parse('ack~getlocations~CTP01')).toMatchObject({ kind: 'ack', values: ['CTP01'] });
  });

  it('decodes text of timing computers', () => {
    expect(parse('ack~geteventinfo~Z\xfcrich~0~Z\xfcrich')).toMatchObject({
      values: ['Zürich', '0', 'Zürich'],
    });
    expect(parse('CT01_33~7~Z\xc3\xbcrich~1234~09:12:33.47~1~0A0B0C~4')).toMatchObject({
      location: 'Zürich',
    });
  });

  it('keeps the bytes of names that a command must repeat', () => {
    const name = { location: 'Zürich', wireName: 'Z\xfcrich' };
    expect(parse('CT01_33~0~Z\xfcrich~newlocation~00:00:00.00~0~0~0')).toMatchObject(name);
    expect(parse('ack~getlocations~Z\xc3\xbcrich')).toMatchObject({
      values: ['Zürich'],
      wireValues: ['Z\xc3\xbcrich'],
    });
  });

  it('rejects a sign-in that lacks something', () => {
    expect(parse('authorize~ann')).toMatchObject({ reason: 'missing-field', field: 'response' });
    expect(parse('authorize')).toMatchObject({ reason: 'missing-field', field: 'user' });
  });

  it('rejects control characters, which no database text can hold', () => {
    expect(parse('pi\0ng')).toMatchObject({ kind: 'rejected', reason: 'control-character' });
    expect(parse('pi\x7fng')).toMatchObject({ kind: 'rejected', reason: 'control-character' });
    expect(parse('\x16\x03\x01\x02')).toMatchObject({ kind: 'rejected' });
  });

  it.each(['GET / HTTP/1.1', 'SSH-2.0-OpenSSH_9.2', '~~~~', 'CT', 'hello'])(
    'knows nothing about %j',
    (line) => {
      expect(parse(line)).toMatchObject({ kind: 'unknown' });
    },
  );

  it('never throws, whatever comes', () => {
    const pieces = fc.constantFrom(
      'CT01_33',
      '~',
      'ack',
      '7',
      'GUNTIME',
      '09:12:33.47',
      ',',
      '\0',
      '\xff',
      'authorize',
    );
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(line, (each) => {
        expect(parse(each).kind).toBeTypeOf('string');
      }),
      { numRuns: 2000 },
    );
  });
});
