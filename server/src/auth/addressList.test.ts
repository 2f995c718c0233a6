import { expect, test } from 'vitest';
import { isInList, sourceOf } from './addressList.ts';

test.each([
  ['192.0.2.7', ['192.0.2.7'], true],
  ['192.0.2.8', ['192.0.2.7'], false],
  ['192.0.2.255', ['192.0.2.0/24'], true],
  ['192.0.3.0', ['192.0.2.0/24'], false],
  ['203.0.113.9', ['192.0.2.0/24', '203.0.113.9/32'], true],
  ['10.0.0.1', ['0.0.0.0/0'], true],
  ['2001:db8:0:ff::1', ['2001:db8::/48'], true],
  ['2001:db8:1::1', ['2001:db8::/48'], false],
  ['2001:DB8::1', ['2001:db8:0:0::1'], true],
  // As a dual-stack socket names an IPv4 address.
  ['::ffff:192.0.2.7', ['192.0.2.0/24'], true],
  ['::ffff:192.0.3.7', ['192.0.2.0/24'], false],
  // IPv6 is not in a list of IPv4 alone.
  ['2001:db8::1', ['0.0.0.0/0'], false],
  ['fe80::1%eth0', ['fe80::/10'], true],
  ['', ['0.0.0.0/0', '::/0'], false],
  ['not an address', ['0.0.0.0/0'], false],
  ['192.0.2.7', [], false],
])('%s in %j: %s', (address, list, expected) => {
  expect(isInList(address, list)).toBe(expected);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::99', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::99', '2001:db8:1:3::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['2001:db8:1:2::/64', '2001:db8:1:2::/64'],
  ['not an address', 'not an address'],
])('tries from %s count for %s', (address, source) => {
  expect(sourceOf(address)).toBe(source);
});
