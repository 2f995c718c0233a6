import { describe, expect, it } from 'vitest';
import {
  ACK_AUTHORIZE,
  ACK_PING,
  openingAnswer,
  openingSettings,
  PING,
  refuseAuthorize,
  startCommand,
  stopCommand,
} from './commands.ts';

describe('openingAnswer', () => {
  it('counts its settings', () => {
    expect(openingAnswer('Project88', '0.1', openingSettings('none', ''))).toBe(
      'Project88~0.1~6\r\nlocation=multi\r\nguntimes=true\r\nnewlocations=true\r\nauthentication=none\r\n' +
        'stream-mode=push\r\ntime-format=iso\r\n',
    );
    expect(openingAnswer('Project88', '0.1', [])).toBe('Project88~0.1~0\r\n');
  });

  it.each(['hmac-sha1', 'hmac-md5', 'seed-sha1', 'seed-md5'] as const)('gives a seed for %s', (mode) => {
    const lines = openingAnswer('Project88', '0.1', openingSettings(mode, '00ff')).split('\r\n');
    expect(lines[0]).toBe('Project88~0.1~7');
    expect(lines).toContain(`authentication=${mode}`);
    expect(lines).toContain('authentication-seed=00ff');
  });

  it('sends no seed beside a plain password', () => {
    expect(openingAnswer('P', '1', openingSettings('plaintext', '00ff'))).not.toContain('seed');
  });
});

describe('commands', () => {
  it('end with CR LF and hold one line', () => {
    expect(startCommand()).toBe('start\r\n');
    expect(startCommand('10 K')).toBe('start~10 K\r\n');
    expect(startCommand('FINISH', 8)).toBe('start~FINISH~8\r\n');
    expect(stopCommand()).toBe('stop\r\n');
    expect(stopCommand('FINISH')).toBe('stop~FINISH\r\n');
    expect([PING, ACK_PING, ACK_AUTHORIZE]).toEqual(['ping\r\n', 'ack~ping\r\n', 'ack~authorize\r\n']);
    expect(refuseAuthorize('unknown timing key')).toBe('err~authorize~unknown timing key\r\n');
  });

  it.each(['', 'a~b', 'a\r\nstop', 'a\nb', 'a\0b'])('refuse %j inside a word', (text) => {
    expect(() => startCommand(text)).toThrow(RangeError);
    expect(() => openingAnswer(text, '1', [])).toThrow(RangeError);
    expect(() => openingAnswer('P', '1', [['location', text]])).toThrow(RangeError);
  });

  it.each([0, -5, 1.5, Number.NaN])(
    'refuse to start at %d, which the client would answer with an error',
    (seq) => {
      expect(() => startCommand('FINISH', seq)).toThrow(RangeError);
    },
  );
});
