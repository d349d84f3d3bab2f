/** Why a question had no records. `timeout` covers every way of getting no answer at all. */
export type DnsSilence = 'no_records' | 'nxdomain' | 'servfail' | 'refused' | 'timeout';

export interface MxRecord {
  readonly exchange: string;
  readonly priority: number;
}

/** `null_mx` (RFC 7505): the domain says that it takes no mail. */
export type MxAnswer =
  | { readonly kind: 'records'; readonly records: readonly MxRecord[] }
  | { readonly kind: 'null_mx' }
  | { readonly kind: DnsSilence };

export type AddressAnswer =
  { readonly kind: 'records'; readonly addresses: readonly string[] } | { readonly kind: DnsSilence };

/** Questions to the domain name system. Names are given as A-labels; no answer is ever an exception. */
export abstract class DnsResolver {
  /** Mail exchangers of exactly this name, most preferred first. */
  abstract mx(name: string): Promise<MxAnswer>;
  /** A and AAAA records of this name, aliases followed. */
  abstract addresses(name: string): Promise<AddressAnswer>;
}
