import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { buildConnector } from 'undici';

import { ForbiddenAddressError } from './http-outcome.js';
import { isPublicAddress } from './public-address.js';

/** Name → addresses. Errors carry the codes of `node:dns`. */
export type ResolveName = (hostname: string) => Promise<string[]>;

/** Where a name leads in the sandbox. The stand-in speaks plain HTTP, for https names as well. */
export interface StandIn {
  address: string;
  port: number;
}

export const resolveBySystem: ResolveName = async (hostname) => {
  const found = await lookup(hostname, { all: true });
  return found.map((entry) => entry.address);
};

/**
 * Dials only addresses of the open internet. It resolves the name itself and connects to the very address
 * it checked, so that a second answer of the name server cannot lead elsewhere. Stand-ins are matched by
 * exact name and are the only way to a local address.
 */
export function publicDialer(
  resolve: ResolveName,
  standIns: ReadonlyMap<string, StandIn>,
  timeout: number,
): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (options, callback) => {
    const name = options.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const standIn = standIns.get(name);
    if (standIn && isIP(name) === 0) {
      const { address, port } = standIn;
      connect({ hostname: address, protocol: 'http:', port: String(port) }, callback);
      return;
    }
    checkedAddress(name, resolve).then(
      (address) => {
        const servername = isIP(name) === 0 ? { servername: name } : {};
        connect({ ...options, ...servername, hostname: address }, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
}

async function checkedAddress(name: string, resolve: ResolveName): Promise<string> {
  const addresses = isIP(name) === 0 ? await resolve(name) : [name];
  const [first] = addresses;
  // One inner address among public ones is as suspicious as only inner ones.
  if (first === undefined || !addresses.every(isPublicAddress)) {
    throw new ForbiddenAddressError('The name leads to an address that is not on the open internet.');
  }
  return first;
}
