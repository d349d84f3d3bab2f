import { Resolver } from 'node:dns/promises';

import {
  type AddressAnswer,
  DnsResolver,
  type DnsSilence,
  type MxAnswer,
  type MxRecord,
} from './dns-resolver.js';

export interface DnsSettings {
  /** `address` or `address:port`; the machine's own servers unless given. */
  servers?: readonly string[];
  /** Of one try; 3,000 unless given. */
  timeoutMs?: number;
  /** 2 unless given. */
  tries?: number;
}

const SILENCES: Readonly<Record<string, DnsSilence>> = {
  ENODATA: 'no_records',
  ENOTFOUND: 'nxdomain',
  // A name that cannot be written in a question cannot exist either.
  EBADNAME: 'nxdomain',
  ESERVFAIL: 'servfail',
  EFORMERR: 'servfail',
  EBADRESP: 'servfail',
  ENOTIMP: 'servfail',
  EREFUSED: 'refused',
  ETIMEOUT: 'timeout',
  ECONNREFUSED: 'timeout',
  ECANCELLED: 'timeout',
};

/** The worse the news about A or AAAA, the less the other's silence proves. */
const LEAST_CERTAIN_FIRST: readonly DnsSilence[] = [
  'timeout',
  'servfail',
  'refused',
  'nxdomain',
  'no_records',
];

/** Asks through c-ares. One resolver a question: c-ares keeps answers, and a repeated check must ask anew. */
export class NodeDnsResolver extends DnsResolver {
  constructor(private readonly settings: DnsSettings = {}) {
    super();
  }

  async mx(name: string): Promise<MxAnswer> {
    const answer = await ask(() => this.resolver().resolveMx(name));
    if (!Array.isArray(answer)) return { kind: answer };
    if (answer.length === 0) return { kind: 'no_records' };
    if (answer.every(isNullMx)) return { kind: 'null_mx' };
    const records = answer
      .filter((record) => !isNullMx(record))
      .map(({ exchange, priority }) => ({ exchange: exchange.toLowerCase(), priority }));
    return { kind: 'records', records: records.sort((a, b) => a.priority - b.priority) };
  }

  async addresses(name: string): Promise<AddressAnswer> {
    const resolver = this.resolver();
    const answers = await Promise.all([
      ask(() => resolver.resolve4(name)),
      ask(() => resolver.resolve6(name)),
    ]);
    const addresses = answers.flatMap((answer) => (Array.isArray(answer) ? answer : []));
    if (addresses.length > 0) return { kind: 'records', addresses };
    return { kind: LEAST_CERTAIN_FIRST.find((kind) => answers.includes(kind)) ?? 'no_records' };
  }

  private resolver(): Resolver {
    const { servers, timeoutMs = 3000, tries = 2 } = this.settings;
    const resolver = new Resolver({ timeout: timeoutMs, tries });
    if (servers) resolver.setServers(servers);
    return resolver;
  }
}

function isNullMx({ exchange }: MxRecord): boolean {
  return exchange === '' || exchange === '.';
}

async function ask<T>(question: () => Promise<T[]>): Promise<T[] | DnsSilence> {
  try {
    return await question();
  } catch (error) {
    const silence = SILENCES[(error as NodeJS.ErrnoException).code ?? ''];
    if (silence === undefined) throw error;
    return silence;
  }
}
