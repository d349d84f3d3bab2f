import type { ResolveName } from '../http/public-dialer.js';
import type { DnsResolver, DnsSilence } from './dns-resolver.js';

const CODES: Readonly<Record<DnsSilence, string>> = {
  no_records: 'ENODATA',
  nxdomain: 'ENOTFOUND',
  servfail: 'ESERVFAIL',
  refused: 'EREFUSED',
  timeout: 'ETIMEDOUT',
};

/** Lets the public HTTP client find addresses through the same name servers as domain checks. */
export function resolveNameBy(dns: DnsResolver): ResolveName {
  return async (hostname) => {
    const answer = await dns.addresses(hostname);
    if (answer.kind === 'records') return [...answer.addresses];
    throw Object.assign(new Error(`no address of ${hostname}: ${answer.kind}`), { code: CODES[answer.kind] });
  };
}
