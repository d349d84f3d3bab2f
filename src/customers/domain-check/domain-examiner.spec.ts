import { type AddressAnswer, DnsResolver, type MxAnswer } from '../../platform/dns/dns-resolver.js';
import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import { DisposableDomains } from './disposable-domains.js';
import { DomainExaminer } from './domain-examiner.js';
import type { RegistrationAnswer } from './rdap-registration.js';
import { WebsiteProbe } from './website-probe.js';

const NOW = new Date('2026-02-12T10:00:00Z');
const MAIL: MxAnswer = { kind: 'records', records: [{ exchange: 'mx.acme.com', priority: 10 }] };
const SITE: HttpOutcome = { kind: 'answer', status: 200, headers: {}, text: '', json: { kind: 'not_json' } };

interface World {
  mx: MxAnswer;
  addresses: AddressAnswer;
  registered: RegistrationAnswer;
  site: HttpOutcome;
}

function registered(at: string): RegistrationAnswer {
  return { kind: 'registered', at: new Date(at), event: 'registration', server: 'rdap.example' };
}

const failure = (
  cause: 'dns' | 'refused' | 'tls' | 'timeout' | 'forbidden_address',
  errorCode: string,
): HttpOutcome => ({
  kind: 'failure',
  cause,
  errorCode,
});

function examine(changes: Partial<World> = {}, email = 'anna@acme.com', website: string | null = null) {
  const world: World = {
    mx: MAIL,
    addresses: { kind: 'no_records' },
    registered: registered('2001-05-06T00:00:00Z'),
    site: SITE,
    ...changes,
  };
  class StubDns extends DnsResolver {
    override mx = async () => world.mx;
    override addresses = async () => world.addresses;
  }
  const registrations = { registrationOf: async () => world.registered };
  const websites = new WebsiteProbe({ send: async () => world.site });
  const examiner = new DomainExaminer(new DisposableDomains(), new StubDns(), registrations, websites);
  return examiner.examine({ email, website }, { allow: [], deny: [] }, NOW);
}

describe(DomainExaminer.name, () => {
  it('clears a domain with mail, age and website, and keeps the evidence', async () => {
    const report = await examine();
    expect(report).toMatchObject({ verdict: 'clear', reasons: [] });
    expect(report.findings.map(({ check, result }) => [check, result])).toEqual([
      ['disposable', 'pass'],
      ['mx', 'pass'],
      ['age', 'pass'],
      ['website', 'pass'],
    ]);
    expect(report.findings[2]).toMatchObject({
      text: 'acme.com was registered on 2001-05-06, 9048 days ago.',
      evidence: { server: 'rdap.example', ageDays: 9048 },
    });
  });

  it.each<[string, Partial<World>, string]>([
    ['no MX', { mx: { kind: 'no_records' } }, 'acme.com has no MX records.'],
    [
      'no MX with an address',
      { mx: { kind: 'no_records' }, addresses: { kind: 'records', addresses: ['192.0.2.1'] } },
      'acme.com has no MX records, though it has an address record.',
    ],
    ['null MX', { mx: { kind: 'null_mx' } }, 'acme.com states that it takes no mail at all (null MX).'],
    [
      'no such name',
      { mx: { kind: 'nxdomain' } },
      'acme.com does not exist in the domain name system (NXDOMAIN).',
    ],
    [
      'an age of 29 days and 23 hours',
      { registered: registered('2026-01-13T11:00:00Z') },
      'acme.com was registered on 2026-01-13, 29 days ago: less than 30 days.',
    ],
    ['no website', { site: failure('dns', 'ENOTFOUND') }, 'No website answers at acme.com.'],
    ['a closed port', { site: failure('refused', 'ECONNREFUSED') }, 'No website answers at acme.com.'],
    ['an inner address', { site: failure('forbidden_address', 'X') }, 'No website answers at acme.com.'],
  ])('flags %s', async (_name, changes, reason) => {
    expect(await examine(changes)).toMatchObject({ verdict: 'flagged', reasons: [reason] });
  });

  it.each<[string, Partial<World>]>([
    ['SERVFAIL', { mx: { kind: 'servfail' } }],
    ['REFUSED', { mx: { kind: 'refused' } }],
    ['silence', { mx: { kind: 'timeout' } }],
    ['an unknown age', { registered: { kind: 'unknown', reason: 'no_rdap_server', server: null } }],
    ['an age in the future', { registered: registered('2026-03-12T10:00:00Z') }],
    ['a TLS error', { site: failure('tls', 'CERT_HAS_EXPIRED') }],
    ['a slow website', { site: failure('timeout', 'TIMEOUT') }],
    ['a failing name server of the website', { site: failure('dns', 'EAI_AGAIN') }],
    ['a failing website', { site: { ...SITE, status: 503 } }],
  ])('leaves %s open', async (_name, changes) => {
    const report = await examine(changes);
    expect(report.verdict).toBe('inconclusive');
    expect(report.reasons).toHaveLength(1);
  });

  it('passes at exactly 30 days, and a website behind a wall', async () => {
    const changes = {
      registered: registered('2026-01-13T10:00:00Z'),
      site: { ...SITE, status: 403 } as HttpOutcome,
    };
    expect((await examine(changes)).verdict).toBe('clear');
  });

  it('puts the gravest reason first and a flag above an open question', async () => {
    const report = await examine(
      { mx: { kind: 'servfail' }, registered: registered('2026-02-11T10:00:00Z') },
      'x@mail.mailinator.com',
    );
    expect(report.verdict).toBe('flagged');
    expect(report.reasons.map((reason) => reason.slice(0, 40))).toEqual([
      expect.stringContaining('hands out'),
      expect.stringContaining('was registered on'),
      expect.stringContaining('Whether mail.mailinator.com'),
    ]);
  });

  it("judges a free-mail address by the company website's domain, disposable list included", async () => {
    expect(await examine({}, 'acme@gmail.com', 'https://www.acme.in/')).toMatchObject({
      verdict: 'clear',
      target: { domain: 'acme.in', source: 'website' },
    });
    expect((await examine({}, 'acme@gmail.com', 'https://mailinator.com/')).verdict).toBe('flagged');
    expect((await examine({}, 'acme@gmail.com')).reasons).toEqual([
      'gmail.com is a free-mail domain and no company website was given, so no company domain can be checked.',
    ]);
    expect((await examine({}, 'acme@gmail.com', 'https://facebook.com/acme')).verdict).toBe('inconclusive');
  });

  it('tries the bare and the www name, https before http, and names the website it found', async () => {
    const asked: string[] = [];
    const probe = new WebsiteProbe({
      send: async ({ url }) => {
        asked.push(url);
        return url === 'http://acme.com/' ? SITE : failure('refused', 'ECONNREFUSED');
      },
    });
    const answer = await probe.websiteAt('acme.com');
    expect(answer.kind).toBe('found');
    expect(answer.looks.at(-1)).toMatchObject({ url: 'http://acme.com/', status: 200 });
    expect(asked).toEqual([
      'https://acme.com/',
      'https://www.acme.com/',
      'http://acme.com/',
      'http://www.acme.com/',
    ]);
  });
});
