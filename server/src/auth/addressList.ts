import ipaddr from 'ipaddr.js';

/**
 * True when an address lies in a list of addresses and networks, such as `192.0.2.7` and `2001:db8::/48`. An IPv4
 * address that a dual-stack socket reports as IPv6 (`::ffff:192.0.2.7`) is the IPv4 address. What is no address is in no
 * list.
 */
export function isInList(text: string, list: readonly string[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return list.some((entry) => {
    const [network, bits] = networkOf(entry);
    return address.kind() === network.kind() && address.match(network, bits);
  });
}

/** Sixteen-bit parts of an IPv6 address that name a site; the rest is each machine's own choice, and changes at will. */
const SITE_PARTS = 4;

/**
 * Whom an address stands for where tries are counted. One IPv6 host has as many addresses as it likes, so of those the
 * site counts, as behind the shared address of an IPv4 site.
 */
export function sourceOf(text: string): string {
  if (!ipaddr.isValid(text)) return text;
  const address = ipaddr.process(text);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  const site = address.parts.slice(0, SITE_PARTS).map((part) => part.toString(16));
  return `${site.join(':')}::/64`;
}

function networkOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (entry.includes('/')) return ipaddr.parseCIDR(entry);
  const address = ipaddr.process(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
