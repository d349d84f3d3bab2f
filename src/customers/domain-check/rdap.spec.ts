import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { PublicGet } from './domain-ports.js';
import { RDAP_BOOTSTRAP_URL, RdapClient } from './rdap-client.js';
import { readBootstrap, readRegistration, serverFor } from './rdap-registration.js';

const domain = (events: unknown) => ({ objectClassName: 'domain', ldhName: 'ACME.COM', events });
const event = (eventAction: string, eventDate: string) => ({ eventAction, eventDate });
const bootstrap = {
  version: '1.0',
  services: [
    [
      ['com', 'net'],
      ['http://rdap.verisign.example/com/v1', 'https://rdap.verisign.example/com/v1/'],
    ],
    [['uk'], ['https://rdap.nominet.example/uk']],
    [['co.uk'], ['https://rdap.nominet.example/co']],
  ],
};

function answer(status: number, value?: unknown): HttpOutcome {
  const json = value === undefined ? { kind: 'not_json' as const } : { kind: 'json' as const, value };
  return { kind: 'answer', status, headers: {}, text: '', json };
}

class StubHttp implements PublicGet {
  readonly asked: string[] = [];
  constructor(readonly answers: Record<string, HttpOutcome>) {}
  async send({ url }: { url: string }): Promise<HttpOutcome> {
    this.asked.push(url);
    return this.answers[url] ?? { kind: 'failure', cause: 'timeout', errorCode: 'TIMEOUT' };
  }
}

describe(readRegistration.name, () => {
  it('takes the newest of registration and reregistration', () => {
    const body = domain([
      event('registration', '1995-08-14T04:00:00Z'),
      event('last changed', '2026-02-01T00:00:00Z'),
      event('reregistration', '2026-01-20T10:00:00+05:30'),
    ]);
    expect(readRegistration(body, 's')).toEqual({
      kind: 'registered',
      at: new Date('2026-01-20T04:30:00Z'),
      event: 'reregistration',
      server: 's',
    });
  });

  it.each([
    ['no_registration_event', domain([event('last changed', '2026-02-01T00:00:00Z')])],
    ['no_registration_event', domain([event('registration', 'long ago')])],
    ['no_registration_event', { objectClassName: 'domain' }],
    ['unreadable_answer', { objectClassName: 'nameserver' }],
    ['unreadable_answer', null],
  ])('says %s', (reason, body) =>
    expect(readRegistration(body, 's')).toMatchObject({ kind: 'unknown', reason }),
  );
});

describe(readBootstrap.name, () => {
  it('maps each top-level domain, prefers https and the longest match', () => {
    const servers = readBootstrap(bootstrap);
    expect(servers && serverFor(servers, 'acme.com')).toBe('https://rdap.verisign.example/com/v1/');
    expect(servers && serverFor(servers, 'acme.co.uk')).toBe('https://rdap.nominet.example/co/');
    expect(servers && serverFor(servers, 'acme.zz')).toBeNull();
    expect(readBootstrap({ services: 'none' })).toBeNull();
  });
});

describe(RdapClient.name, () => {
  const url = 'https://rdap.verisign.example/com/v1/domain/acme.com';
  const registered = domain([event('registration', '2020-01-01T00:00:00Z')]);

  it('asks the registry of the top-level domain and keeps the list of registries for a day', async () => {
    const http = new StubHttp({
      [RDAP_BOOTSTRAP_URL]: answer(200, bootstrap),
      [url]: answer(200, registered),
    });
    let elapsed = 0;
    const client = new RdapClient(http, () => elapsed);
    expect(await client.registrationOf('acme.com')).toMatchObject({
      kind: 'registered',
      server: 'rdap.verisign.example',
    });
    elapsed = 23 * 3600_000;
    await client.registrationOf('acme.com');
    expect(http.asked).toEqual([RDAP_BOOTSTRAP_URL, url, url]);
    elapsed = 25 * 3600_000;
    http.answers[RDAP_BOOTSTRAP_URL] = answer(500);
    expect(await client.registrationOf('acme.com')).toMatchObject({ kind: 'registered' });
    expect(http.asked.filter((asked) => asked === RDAP_BOOTSTRAP_URL)).toHaveLength(2);
  });

  it.each([
    ['not_in_registry', answer(404)],
    ['rate_limited', answer(429)],
    ['server_error', answer(503)],
    ['unreadable_answer', answer(200)],
    ['no_answer', undefined],
  ])('says %s', async (reason, outcome) => {
    const answers = { [RDAP_BOOTSTRAP_URL]: answer(200, bootstrap), ...(outcome && { [url]: outcome }) };
    expect(await new RdapClient(new StubHttp(answers)).registrationOf('acme.com')).toMatchObject({
      kind: 'unknown',
      reason,
    });
  });

  it('does not guess without a registry or without the list', async () => {
    const http = new StubHttp({ [RDAP_BOOTSTRAP_URL]: answer(200, bootstrap) });
    expect(await new RdapClient(http).registrationOf('acme.zz')).toMatchObject({ reason: 'no_rdap_server' });
    expect(await new RdapClient(new StubHttp({})).registrationOf('acme.com')).toMatchObject({
      reason: 'no_answer',
    });
  });
});
