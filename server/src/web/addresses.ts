import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Where public IPv6 addresses are; everything that passes IPv4 on in another form lies outside or has a name below. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet. Everything else is refused by not being on this list: loopback,
 * private, link-local, shared, multicast, documentation, reserved, and IPv4 inside of IPv6 in each of its forms.
 * `ownNetworks` are networks of this machine (`address/bits`): their neighbours may have public addresses and still be
 * inside.
 */
export function isPublicAddress(text: string, ownNetworks: readonly string[] = []): boolean {
  if (familyOf(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6)) return false;
  return !ownNetworks.some((network) => isInside(address, network));
}

/** 4 or 6 for a network address in its usual form, 0 for anything else. */
export function familyOf(text: string): 0 | 4 | 6 {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return 4;
  return ipaddr.IPv6.isValid(text) ? 6 : 0;
}

function isInside(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  if (!ipaddr.isValidCIDR(network)) return false;
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match(base, bits);
}

/** The networks that this machine is in, as `address/bits`. Asked at each use: cables are plugged in on race day. */
export function ownNetworks(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.flatMap(({ cidr }) => (cidr === null ? [] : [cidr]));
}
