import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Received, startMailServer, type TestMailServer } from '../../../test/support/mailServer.ts';
import { invitationLetter, resetLetter } from './letters.ts';
import { type Mailer, smtpMailer } from './mailer.ts';

let server: TestMailServer;
let mailer: Mailer;
const FROM = 'Race office <office@acme-timing.example>';
beforeAll(async () => {
  server = await startMailServer();
  mailer = smtpMailer({ url: server.url, from: FROM });
});
afterAll(() => server.close());

const URL_WITH_TOKEN = 'https://timing.example/invitation#sLk2_token-of-43-characters';
const facts = { to: 'kim@harbour.example', name: 'Kim Vale', partner: 'Acme Timing', url: URL_WITH_TOKEN };

/** Headers of a message by lower-case name, and its text. */
function read({ raw }: Received) {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line] as const));
  return { headers, lines, body: body.join('\r\n\r\n') };
}

test('a letter arrives as plain text, with the whole link in it', async () => {
  await mailer.send(invitationLetter({ ...facts, inviter: 'Robin Stone', days: 7 }));
  const received = await server.next();
  expect(received).toMatchObject({ from: 'office@acme-timing.example', to: ['kim@harbour.example'] });
  const { headers, body } = read(received);
  expect(headers.get('content-type')).toMatch(/^Content-Type: text\/plain; charset=utf-8$/i);
  expect(headers.get('subject')).toBe('Subject: Your invitation to Project88');
  expect(body.replace(/=\r\n/g, '')).toContain(URL_WITH_TOKEN.replace('=', '=3D'));
  expect(body).toContain('Robin Stone invites you to work with Acme Timing');
  expect(body).not.toContain('<');
});

test('names cannot write headers, lines or links of their own', async () => {
  const nasty = 'Kim\r\nBcc: all@acme-timing.example\r\n\r\nSee http://evil.example/x \u2028\u202e';
  await mailer.send(resetLetter({ ...facts, name: nasty, partner: nasty, minutes: 60 }));
  const received = await server.next();
  expect(received.to).toEqual(['kim@harbour.example']);
  const { headers, body } = read(received);
  expect(headers.has('bcc')).toBe(false);
  expect(body).not.toMatch(/^(Bcc|See)/m);
  expect(body).not.toContain('evil.example');
});

test.each([
  'kim@harbour.example, all@acme-timing.example',
  'kim@harbour.example\r\nBcc: all@acme-timing.example',
  'kim@harbour.example>\r\nRCPT TO:<all@acme-timing.example',
])('an address stays one address: “%s”', async (to) => {
  const before = server.count();
  const outcome = await mailer.send({ to, subject: 'x', text: 'x' }).then(
    () => 'sent',
    () => 'refused',
  );
  if (outcome === 'sent') expect((await server.next()).to).toHaveLength(1);
  else expect(server.count()).toBe(before);
});

test('a line break in a subject starts no header', async () => {
  await mailer.send({ to: facts.to, subject: 'x\r\nBcc: all@acme-timing.example', text: 'x' });
  const received = await server.next();
  expect(received.to).toEqual([facts.to]);
  expect(read(received).headers.has('bcc')).toBe(false);
});

test('a server that refuses, or is not there, is a failure', async () => {
  server.refuse('450 try later');
  await expect(mailer.send({ to: facts.to, subject: 'x', text: 'x' })).rejects.toThrow(/450/);
  server.refuse(null);
  const gone = smtpMailer({ url: 'smtp://127.0.0.1:1', from: FROM });
  await expect(gone.send({ to: facts.to, subject: 'x', text: 'x' })).rejects.toThrow();
});

test('a server elsewhere must protect the line', async () => {
  // An address that does not say that it is this machine, and leads to it. The server offers no STARTTLS.
  const address = '0.0.0.0';
  const plain = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], logger: false });
  await new Promise<void>((done) => plain.listen(0, '0.0.0.0', () => done()));
  const { port } = plain.server.address() as AddressInfo;
  const send = (query: string) =>
    smtpMailer({ url: `smtp://${address}:${port}/${query}`, from: FROM }).send({
      to: facts.to,
      subject: 'x',
      text: 'x',
    });
  await expect(send('')).rejects.toThrow(/STARTTLS/);
  await expect(send('?tls=never')).resolves.toBeUndefined();
  await new Promise<void>((done) => plain.close(() => done()));
});
