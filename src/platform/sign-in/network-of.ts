import ipaddr from 'ipaddr.js';

/** Whom to count an address as: one machine owns a whole IPv6 /64; an IPv4 address is itself, also written in IPv6. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : `${parsed.toByteArray().slice(0, 8).join('.')}/64`;
}
