import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, ownNetworks } from './addresses.ts';

/** Every range that is not the public internet, with the document that says so. */
const REFUSED_V4: [range: string, what: string][] = [
  ['0.0.0.0/8', 'unspecified'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by providers'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local, with the metadata of clouds'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.88.99.0/24', '6to4 relays'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarks'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved, with the broadcast address'],
];
const REFUSED_V6: [range: string, what: string][] = [
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::/96', 'IPv4-compatible'],
  ['::ffff:0:0/96', 'IPv4-mapped'],
  ['::ffff:0:0:0/96', 'IPv4-translated'],
  ['64:ff9b::/96', 'NAT64'],
  ['64:ff9b:1::/48', 'NAT64, local'],
  ['100::/64', 'discarded'],
  ['2001::/32', 'Teredo'],
  ['2001:2::/48', 'benchmarks'],
  ['2001:10::/28', 'ORCHID'],
  ['2001:20::/28', 'ORCHID 2'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['3fff::/20', 'documentation'],
  ['5f00::/16', 'segment routing'],
  ['fc00::/7', 'unique local'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'site-local'],
  ['ff00::/8', 'multicast'],
];

/** An address inside of a range: its first bits with any others behind them. */
function inside(range: string) {
  const [base, bits] = ipaddr.parseCIDR(range);
  const bytes = base.toByteArray();
  return fc.uint8Array({ minLength: bytes.length, maxLength: bytes.length }).map((random) => {
    const mixed = bytes.map((byte, index) => {
      const own = Math.max(0, Math.min(8, bits - index * 8));
      const mask = (0xff << (8 - own)) & 0xff;
      return (byte & mask) | ((random[index] ?? 0) & ~mask & 0xff);
    });
    return ipaddr.fromByteArray(mixed).toString();
  });
}

describe('the public internet', () => {
  it.each([...REFUSED_V4, ...REFUSED_V6])('%s is not part of it: %s', (range) => {
    fc.assert(
      fc.property(inside(range), (address) => !isPublicAddress(address)),
      { numRuns: 200 },
    );
  });

  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:80b::200e',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '',
    'run.example',
    '10',
    '1.2.3',
    '0x01010101',
    '1.1.1.1/8',
    'fe80::1%eth0',
    '2606:4700::1111%1',
    ' 1.1.1.1',
  ])('what is no address in its usual form is not: "%s"', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  it('ends where the own networks begin', () => {
    const own = ['93.184.216.10/24', '2606:4700:1:2::5/64', 'rubbish'];
    expect(isPublicAddress('93.184.216.99', own)).toBe(false);
    expect(isPublicAddress('93.184.217.99', own)).toBe(true);
    expect(isPublicAddress('2606:4700:1:2::99', own)).toBe(false);
    expect(isPublicAddress('2606:4700:1:3::99', own)).toBe(true);
  });

  it('knows the networks of this machine', () => {
    expect(ownNetworks()).toContain('127.0.0.1/8');
  });
});
