import { BlockList, isIP } from 'node:net';

/**
 * True when an address lies in a list of addresses and networks, such as `192.0.2.7` and `2001:db8::/48`. An IPv4
 * address that a dual-stack socket reports as IPv6 (`::ffff:192.0.2.7`) is the IPv4 address.
 */
export function isInList(address: string, list: readonly string[]): boolean {
  const family = familyOf(address);
  return family !== null && makeList(list).check(address, family);
}

function makeList(list: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const entry of list) {
    const [network = '', prefix] = entry.split('/');
    const family = familyOf(network);
    if (family === null) continue;
    if (prefix === undefined) networks.addAddress(network, family);
    else networks.addSubnet(network, Number(prefix), family);
  }
  return networks;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}
