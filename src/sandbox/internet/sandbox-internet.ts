import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { SystemClock } from '../../platform/clocks/system-clock.js';
import type { StandIn } from '../../platform/http/public-dialer.js';
import { behaviourOf } from '../dns/sandbox-zones.js';
import { SandboxSites } from './sandbox-sites.js';

const IANA = 'data.iana.org';
const REGISTRY = 'registry.sandbox.example';
/** Where the registry sends on to for some names, as thick and thin registries do. */
const REGISTRAR = 'registrar.sandbox.example';
const DAY_MS = 86_400_000;
/** Top-level domains whose registry the sandbox plays. */
const PLAYED =
  'example test com net org info biz in io co ai app dev xyz shop online us uk de fr nl it es pl eu au nz ca br jp sg ae za'.split(
    ' ',
  );

type Registered = 'long ago' | 'yesterday' | 'not told' | 'unknown' | 'busy' | 'elsewhere';

/** Domains whose registration is odd on purpose; every other one is old. */
export const SANDBOX_REGISTRATIONS: Readonly<Record<string, Registered>> = {
  'new-domain.example': 'yesterday',
  'no-age.example': 'not told',
  'no-rdap.example': 'unknown',
  'rdap-busy.example': 'busy',
  'rdap-moved.example': 'elsewhere',
};

/** The open internet of the sandbox: IANA's list of registries, a registry (RDAP), and websites. */
export class SandboxInternet {
  private server: Server | undefined;
  private readonly sites = new SandboxSites();

  constructor(private readonly clock: SystemClock) {}

  /** Listens on 127.0.0.1; returns the table of names for the public HTTP client's dialer. */
  async start(): Promise<ReadonlyMap<string, StandIn>> {
    const server = createServer((request, response) => this.answer(request, response));
    this.server = server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SandboxHosts({ address: '127.0.0.1', port: (server.address() as AddressInfo).port });
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    const path = request.url ?? '/';
    if (host === IANA && path === '/rdap/dns.json') return json(response, 200, bootstrap());
    if ((host === REGISTRY || host === REGISTRAR) && path.startsWith('/domain/')) {
      const domain = decodeURIComponent(path.slice('/domain/'.length));
      const moved = host === REGISTRY && SANDBOX_REGISTRATIONS[domain] === 'elsewhere';
      if (!moved) return this.registration(response, domain);
      return void response.writeHead(302, { location: `https://${REGISTRAR}/domain/${domain}` }).end();
    }
    if (this.sites.serves(host)) return this.sites.answer(path, response);
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${host}</title>`);
  }

  private registration(response: ServerResponse, domain: string): void {
    const kind = SANDBOX_REGISTRATIONS[domain] ?? 'long ago';
    if (kind === 'unknown') return json(response, 404, { errorCode: 404, title: 'Not Found' });
    if (kind === 'busy') return json(response, 429, { errorCode: 429, title: 'Too Many Requests' });
    const yesterday = new Date(this.clock.now().getTime() - DAY_MS).toISOString();
    const registered = kind === 'yesterday' ? yesterday : '2015-03-01T00:00:00Z';
    const changed = { eventAction: 'last changed', eventDate: yesterday };
    const events =
      kind === 'not told' ? [changed] : [{ eventAction: 'registration', eventDate: registered }, changed];
    json(response, 200, { objectClassName: 'domain', ldhName: domain.toUpperCase(), events });
  }
}

/** Every name with a website leads to the one server; a name without one is dialled, and found to lead nowhere. */
class SandboxHosts extends Map<string, StandIn> {
  constructor(private readonly standIn: StandIn) {
    super();
  }

  override get(name: string): StandIn | undefined {
    const served: readonly string[] = ['mail_and_website', 'no_mx', 'null_mx'];
    return served.includes(behaviourOf(name)) ? this.standIn : undefined;
  }
}

function bootstrap(): object {
  return { version: '1.0', services: [[PLAYED, [`https://${REGISTRY}/`]]] };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/rdap+json' }).end(JSON.stringify(body));
}
