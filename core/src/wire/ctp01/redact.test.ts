import { describe, expect, it } from 'vitest';
import { redactLine } from './redact.ts';

describe('redactLine', () => {
  it('hides the response of a sign-in', () => {
    expect(redactLine('authorize~ann~s3cret')).toBe('authorize~ann~***');
    expect(redactLine('Authorize~ann~s3~cret\r\n')).toBe('Authorize~ann~***');
    expect(redactLine('\0authorize~ann~s3cret')).toBe('\0authorize~ann~***');
  });

  it('hides passwords in addresses', () => {
    expect(redactLine('err~open~ctp01://ann:s3cret@timing.example:61611/EVENT')).toBe(
      'err~open~ctp01://ann:***@timing.example:61611/EVENT',
    );
  });

  it.each([
    'ack~authorize~welcome',
    'err~authorize~unknown user~ann',
    'authorize~ann',
    'CT01_33~7~FINISH~1234~09:12:33.47~1~0A0B0C~4',
    'see http://timing.example:80/',
  ])('leaves %j as it is', (line) => {
    expect(redactLine(line)).toBe(line);
  });
});
