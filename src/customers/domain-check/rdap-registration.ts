import { z } from 'zod';

/** When a domain was registered, or why nobody can say. */
export type RegistrationAnswer =
  | {
      readonly kind: 'registered';
      readonly at: Date;
      readonly event: RegistrationEvent;
      readonly server: string;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownAge; readonly server: string | null };

export type RegistrationEvent = 'registration' | 'reregistration';

export type UnknownAge =
  | 'no_rdap_server'
  | 'not_in_registry'
  | 'no_registration_event'
  | 'rate_limited'
  | 'server_error'
  | 'unreadable_answer'
  | 'no_answer';

const answerSchema = z.object({
  objectClassName: z.literal('domain'),
  events: z.array(z.object({ eventAction: z.string(), eventDate: z.string() })).optional(),
});

/**
 * The newest of `registration` and `reregistration` in an RDAP domain object (RFC 9083 section 4.5): a
 * domain that lapsed and was bought again is as new as its buyer.
 */
export function readRegistration(body: unknown, server: string): RegistrationAnswer {
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) return { kind: 'unknown', reason: 'unreadable_answer', server };
  let newest: { at: Date; event: RegistrationEvent } | undefined;
  for (const { eventAction, eventDate } of parsed.data.events ?? []) {
    const event = eventAction.trim().toLowerCase();
    if (event !== 'registration' && event !== 'reregistration') continue;
    const at = new Date(eventDate);
    if (!Number.isNaN(at.getTime()) && (newest === undefined || at > newest.at)) newest = { at, event };
  }
  return newest === undefined
    ? { kind: 'unknown', reason: 'no_registration_event', server }
    : { kind: 'registered', server, ...newest };
}

const bootstrapSchema = z.object({
  services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])),
});

/** Top-level domain → base address of its RDAP server. */
export type RdapServers = ReadonlyMap<string, string>;

/** IANA's bootstrap file (RFC 9224). Null when it cannot be read. https is preferred where both are given. */
export function readBootstrap(body: unknown): RdapServers | null {
  const parsed = bootstrapSchema.safeParse(body);
  if (!parsed.success) return null;
  const servers = new Map<string, string>();
  for (const [domains, bases] of parsed.data.services) {
    const base = bases.find((url) => url.startsWith('https://')) ?? bases[0];
    if (base === undefined) continue;
    for (const domain of domains) servers.set(domain.toLowerCase(), base.endsWith('/') ? base : `${base}/`);
  }
  return servers;
}

/** The entry with the longest match wins (RFC 9224 section 4). */
export function serverFor(servers: RdapServers, domain: string): string | null {
  const labels = domain.split('.');
  for (let from = 0; from < labels.length; from += 1) {
    const base = servers.get(labels.slice(from).join('.'));
    if (base !== undefined) return base;
  }
  return null;
}
