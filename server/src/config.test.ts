import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('mail needs a server and a sender', () => {
  expect(readConfig({})).toMatchObject({ smtpUrl: null, mailFrom: '' });
  const both = { P88_SMTP_URL: 'smtps://mail.example', P88_MAIL_FROM: 'Race office <office@timing.example>' };
  expect(readConfig(both)).toMatchObject({ smtpUrl: both.P88_SMTP_URL, mailFrom: both.P88_MAIL_FROM });
  expect(() => readConfig({ P88_SMTP_URL: 'smtp://mail.example' })).toThrow(ConfigError);
});

test.each(['mail.example:25', 'https://mail.example', 'smtp:', 'smtp://'])(
  '“%s” is no mail server',
  (text) => {
    expect(() => readConfig({ P88_SMTP_URL: text, P88_MAIL_FROM: 'a@b.example' })).toThrow(/P88_SMTP_URL=/);
  },
);

test('a password in a wrong option is not printed', () => {
  const text = 'http://robin:lantern-marble@mail.example';
  expect(() => readConfig({ P88_SMTP_URL: text })).toThrow(/^P88_SMTP_URL=http:\/\/…@mail\.example: must be/);
});

test('a password that breaks the address is not shown', () => {
  const read = () => readConfig({ P88_SMTP_URL: 'smtp://office:pa/ss@wo/rd@mail.example:587' });
  expect(read).toThrow(/^P88_SMTP_URL=smtp:\/\/…@mail\.example/);
});
