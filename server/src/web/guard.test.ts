import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SmallInternet } from '../../../test/support/smallInternet.ts';
import { checkHop, parsed, typedAddress } from './guard.ts';

const never = new AbortController().signal;

async function wordsOf(text: string, internet = new SmallInternet()): Promise<string> {
  try {
    const { addresses } = await checkHop(typedAddress(text), internet, never);
    return `let through to ${addresses.join(' and ')}`;
  } catch (error) {
    return (error as Error).message;
  }
}

const PRIVATE = /leads to a private network/;

describe('addresses in figures', () => {
  it.each([
    ['http://127.0.0.1/', 'as usual'],
    ['http://2130706433/', 'as one number'],
    ['http://0x7f000001/', 'in hexadecimal'],
    ['http://017700000001/', 'in octal'],
    ['http://0177.0.0.1/', 'partly octal'],
    ['http://0x7f.1/', 'short and hexadecimal'],
    ['http://127.1/', 'short'],
    ['http://127.0.0.1./', 'with a dot behind'],
    ['http://%31%32%37.0.0.1/', 'percent-encoded'],
    ['http://１２７.０.０.１/', 'in wide digits'],
    ['http://①②⑦.0.0.1/', 'in circled digits'],
    ['http://127。0。0。1/', 'with ideographic dots'],
    ['http://0/', 'unspecified'],
    ['http://[::1]/', 'IPv6 loopback'],
    ['http://[0:0:0:0:0:0:0:1]/', 'IPv6 loopback, long'],
    ['http://[::]/', 'IPv6 unspecified'],
    ['http://[::ffff:127.0.0.1]/', 'IPv4-mapped'],
    ['http://[::ffff:7f00:1]/', 'IPv4-mapped in hexadecimal'],
    ['http://[::127.0.0.1]/', 'IPv4-compatible'],
    ['http://[64:ff9b::10.0.0.1]/', 'NAT64'],
    ['http://[2002:7f00:1::]/', '6to4'],
    ['http://[fe80::1]/', 'link-local'],
    ['http://[fd00:ec2::254]/', 'metadata of a cloud'],
    ['http://169.254.169.254/latest/meta-data/', 'metadata of a cloud'],
    ['http://192.168.1.1/', 'private'],
    ['https://10.0.0.1/', 'private'],
    ['10.0.0.1', 'without a scheme'],
  ])('%s is refused: %s', async (text) => {
    expect(await wordsOf(text)).toMatch(PRIVATE);
  });

  it('of any refused range are refused in any form', async () => {
    const ranges: [number, number][] = [
      [0x0a000000, 8],
      [0x7f000000, 8],
      [0xa9fe0000, 16],
      [0xac100000, 12],
      [0xc0a80000, 16],
      [0x64400000, 10],
    ];
    const address = fc
      .tuple(fc.constantFrom(...ranges), fc.nat(0xffffffff))
      .map(([[base, bits], random]) => (base + (random % 2 ** (32 - bits))) >>> 0);
    await fc.assert(
      fc.asyncProperty(address, fc.constantFrom(...FORMS), async (number, form) => {
        expect(await wordsOf(`http://${form(number)}/`)).toMatch(PRIVATE);
      }),
      { numRuns: 1_000 },
    );
  });

  it('that are public go through, to themselves', async () => {
    expect(await wordsOf('http://93.184.216.34/')).toBe('let through to 93.184.216.34');
    expect(await wordsOf('http://0x5db8d822/')).toBe('let through to 93.184.216.34');
    expect(await wordsOf('http://[2606:4700::1111]/')).toBe('let through to 2606:4700::1111');
  });
});

const bytesOf = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff);
const hex = (number: number) => number.toString(16);

/** Ways to write an IPv4 address that browsers and libraries take. */
const FORMS: ((number: number) => string)[] = [
  (number) => bytesOf(number).join('.'),
  (number) => `${number}`,
  (number) => `0x${hex(number)}`,
  (number) => `0${number.toString(8)}`,
  (number) =>
    bytesOf(number)
      .map((byte) => `0x${hex(byte)}`)
      .join('.'),
  (number) =>
    bytesOf(number)
      .map((byte) => `0${byte.toString(8)}`)
      .join('.'),
  (number) => `${number >>> 24}.${number & 0xffffff}`,
  (number) => `${number >>> 24}.${(number >>> 16) & 0xff}.${number & 0xffff}`,
  (number) => `${bytesOf(number).join('.')}.`,
  (number) => `[::ffff:${bytesOf(number).join('.')}]`,
  (number) => `[::${bytesOf(number).join('.')}]`,
  (number) => `[64:ff9b::${bytesOf(number).join('.')}]`,
  (number) => `[2002:${hex(number >>> 16)}:${hex(number & 0xffff)}::1]`,
  (number) => `[2001:0:${hex(number >>> 16)}:${hex(number & 0xffff)}::]`,
];

describe('the form of an address', () => {
  it.each([
    ['file:///etc/passwd', /only http and https/],
    ['ftp://run.example/', /only http and https/],
    ['gopher://run.example/', /only http and https/],
    ['data:text/html,hello', /only http and https/],
    ['javascript:alert(1)', /only http and https/],
    ['http://run.example:22/', /only the ports 80 and 443/],
    ['http://run.example:8080/', /only the ports 80 and 443/],
    ['run.example:5432', /only the ports 80 and 443/],
    ['http://robin:secret@run.example/', /name or password/],
    ['http://robin@run.example/', /name or password/],
    ['https://', /not a web address/],
    ['https://run example/', /not a web address/],
    ['https://1.2.3.4.5.6.7/', /not a web address/],
  ])('%s is refused in words', async (text, words) => {
    expect(await wordsOf(text)).toMatch(words);
  });

  it('of a redirect may be short, and is read from where it stands', () => {
    const base = new URL('https://run.example/a/b');
    expect(parsed('//www.run.example/c', base).href).toBe('https://www.run.example/c');
    expect(parsed('c', base).href).toBe('https://run.example/a/c');
  });
});

describe('names', () => {
  const internet = new SmallInternet();
  internet.names.set('run.example', ['93.184.216.34', '2606:4700::1111']);
  internet.names.set('intranet.run.example', ['10.1.2.3']);
  internet.names.set('mixed.run.example', ['93.184.216.34', '127.0.0.1']);
  internet.names.set('six.run.example', ['fd00::1']);
  internet.names.set('localhost', ['93.184.216.34']);
  internet.names.set('neighbour.run.example', ['93.184.99.7']);
  internet.networks = ['93.184.99.1/24'];

  it('lead to all of their addresses when all of them are public', async () => {
    expect(await wordsOf('run.example', internet)).toBe('let through to 93.184.216.34 and 2606:4700::1111');
  });

  it.each([
    'intranet.run.example',
    'mixed.run.example',
    'six.run.example',
    'neighbour.run.example',
    'nowhere.run.example',
    'localhost',
    'router',
  ])('%s: the same words, whether it does not exist or is inside', async (name) => {
    expect(await wordsOf(`http://${name}/`, internet)).toBe(
      'This address is not read: no public site has this name.',
    );
  });
});
