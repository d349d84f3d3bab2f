import { BlockList, isIP } from 'node:net';

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address is on the list, however either is written (`::ffff:34.1.2.3`, `2001:DB8::1`). */
export function isListed(address: string, list: readonly string[]): boolean {
  const listed = new BlockList();
  for (const one of list) listed.addAddress(one, familyOf(one));
  return isIP(address) !== 0 && listed.check(address, familyOf(address));
}
