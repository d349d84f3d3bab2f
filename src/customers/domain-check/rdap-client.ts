import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { PublicGet, RegistrationLookup } from './domain-ports.js';
import {
  type RdapServers,
  readBootstrap,
  readRegistration,
  type RegistrationAnswer,
  serverFor,
  type UnknownAge,
} from './rdap-registration.js';

/** IANA's list of RDAP servers (RFC 9224). */
export const RDAP_BOOTSTRAP_URL = 'https://data.iana.org/rdap/dns.json';
const BOOTSTRAP_KEPT_MS = 24 * 3600 * 1000;

/** Time for a cache's age: system time, which no sandbox clock moves. */
export type MonotonicMs = () => number;

/** Asks the registry's own RDAP server (RFC 9082, 9083). Never throws for what a server says or fails to say. */
export class RdapClient implements RegistrationLookup {
  private known: { servers: RdapServers; readAt: number } | undefined;

  constructor(
    private readonly http: PublicGet,
    private readonly elapsed: MonotonicMs = () => performance.now(),
  ) {}

  /** `domain`: a registrable domain in A-labels. */
  async registrationOf(domain: string, signal?: AbortSignal): Promise<RegistrationAnswer> {
    const servers = await this.servers(signal);
    if (servers === null) return { kind: 'unknown', reason: 'no_answer', server: null };
    const base = serverFor(servers, domain);
    if (base === null) return { kind: 'unknown', reason: 'no_rdap_server', server: null };
    const outcome = await this.get(`${base}domain/${domain}`, 'application/rdap+json', signal);
    const server = new URL(base).host;
    const reason = failureOf(outcome);
    if (reason !== null) return { kind: 'unknown', reason, server };
    return readRegistration(bodyOf(outcome), server);
  }

  private async servers(signal?: AbortSignal): Promise<RdapServers | null> {
    const { known } = this;
    if (known && this.elapsed() - known.readAt < BOOTSTRAP_KEPT_MS) return known.servers;
    const outcome = await this.get(RDAP_BOOTSTRAP_URL, 'application/json', signal);
    const servers = failureOf(outcome) === null ? readBootstrap(bodyOf(outcome)) : null;
    // An old list beats none: registries seldom move.
    if (servers === null) return known?.servers ?? null;
    this.known = { servers, readAt: this.elapsed() };
    return servers;
  }

  private get(url: string, accept: string, signal?: AbortSignal): Promise<HttpOutcome> {
    return this.http.send({ method: 'GET', url, headers: { accept }, ...(signal ? { signal } : {}) });
  }
}

function failureOf(outcome: HttpOutcome): UnknownAge | null {
  if (outcome.kind === 'failure') return 'no_answer';
  if (outcome.status === 200) return null;
  if (outcome.status === 404) return 'not_in_registry';
  return outcome.status === 429 ? 'rate_limited' : 'server_error';
}

function bodyOf(outcome: HttpOutcome): unknown {
  return outcome.kind === 'answer' && outcome.json.kind === 'json' ? outcome.json.value : null;
}
