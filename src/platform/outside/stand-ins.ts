import type { StandIn } from '../http/public-dialer.js';

/** One row of the table a person uses by hand. */
export interface TrainingKey {
  /** What to paste, by field of the connect form. */
  readonly secret: Readonly<Record<string, string>>;
  /** What a connection test says about it. */
  readonly shows: string;
}

/** Where the sandbox's stand-ins for the open internet listen; nothing outside the sandbox. */
export class StandIns {
  constructor(
    /** `address:port` of name servers; empty: the machine's own. */
    readonly dnsServers: readonly string[] = [],
    /** Exact host name → stand-in, for public look-ups. */
    readonly hosts: ReadonlyMap<string, StandIn> = new Map(),
    /** Keys that a trainee may use, by platform: real nowhere. */
    readonly trainingKeys: Readonly<Record<string, readonly TrainingKey[]>> = {},
    /** Whether the exchange is a stand-in: its market goes by the business clock, a real one by the machine's. */
    readonly playsMarket: boolean = false,
  ) {}

  /** The real world. */
  static readonly none = new StandIns();
}
