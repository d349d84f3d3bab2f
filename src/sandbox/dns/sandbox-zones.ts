import type { Answer } from 'dns-packet';

/** How the sandbox's name server treats a name. */
export type ZoneBehaviour =
  | 'mail_and_website'
  | 'no_mx'
  | 'no_mx_no_website'
  | 'null_mx'
  | 'no_website'
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'silent';

/**
 * Names that behave badly on purpose, with everything below them. Any other name has mail and a website,
 * so that a demo customer may use whatever address it likes.
 */
export const SANDBOX_ZONES: Readonly<Record<string, ZoneBehaviour>> = {
  'no-mx.example': 'no_mx',
  'no-mx-no-website.example': 'no_mx_no_website',
  'null-mx.example': 'null_mx',
  'no-website.example': 'no_website',
  'nxdomain.example': 'nxdomain',
  'servfail.example': 'servfail',
  'refused.example': 'refused',
  'silent.example': 'silent',
};

/** Documentation addresses (RFC 5737, RFC 3849): they lead nowhere by design. */
const ADDRESS_4 = '192.0.2.25';
const ADDRESS_6 = '2001:db8::25';
const TTL_SECONDS = 60;

export function behaviourOf(name: string): ZoneBehaviour {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  for (let from = 0; from < labels.length; from += 1) {
    const found = SANDBOX_ZONES[labels.slice(from).join('.')];
    if (found) return found;
  }
  return 'mail_and_website';
}

/** The records of a name that exists; an empty list is "no records of this type". */
export function recordsOf(behaviour: ZoneBehaviour, name: string, type: string): Answer[] {
  const common = { name, ttl: TTL_SECONDS };
  if (type === 'MX') return mailRecords(behaviour, common);
  const addressed = behaviour !== 'no_mx_no_website' && behaviour !== 'no_website';
  if (type === 'A' && addressed) return [{ ...common, type: 'A', data: ADDRESS_4 }];
  if (type === 'AAAA' && addressed) return [{ ...common, type: 'AAAA', data: ADDRESS_6 }];
  return [];
}

function mailRecords(behaviour: ZoneBehaviour, common: { name: string; ttl: number }): Answer[] {
  if (behaviour === 'null_mx') return [{ ...common, type: 'MX', data: { preference: 0, exchange: '.' } }];
  if (behaviour !== 'mail_and_website' && behaviour !== 'no_website') return [];
  return [
    { ...common, type: 'MX', data: { preference: 20, exchange: `mx2.${common.name}` } },
    { ...common, type: 'MX', data: { preference: 10, exchange: `mx1.${common.name}` } },
  ];
}
