import type { StandIn } from '../http/public-dialer.js';

/** Where the sandbox's stand-ins for the open internet listen; nothing outside the sandbox. */
export class StandIns {
  constructor(
    /** `address:port` of name servers; empty: the machine's own. */
    readonly dnsServers: readonly string[] = [],
    /** Exact host name → stand-in, for public look-ups. */
    readonly hosts: ReadonlyMap<string, StandIn> = new Map(),
  ) {}

  /** The real world. */
  static readonly none = new StandIns();
}
