import { DisposableDomains } from '../../customers/domain-check/disposable-domains.js';
import { DomainExaminer } from '../../customers/domain-check/domain-examiner.js';
import { RdapClient } from '../../customers/domain-check/rdap-client.js';
import { WebsiteProbe } from '../../customers/domain-check/website-probe.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { PublicPages } from '../../goals/runtimes/competitors/public-pages.js';
import { NodeDnsResolver } from '../../platform/dns/node-dns-resolver.js';
import { resolveNameBy } from '../../platform/dns/resolve-name.js';
import type { StandIn } from '../../platform/http/public-dialer.js';
import { PublicHttp } from '../../platform/http/public-http.js';
import { SandboxDnsServer } from '../dns/sandbox-dns-server.js';
import { SandboxInternet } from './sandbox-internet.js';
import { RIVAL } from './sandbox-sites.js';

const dnsServer = new SandboxDnsServer();
const internet = new SandboxInternet(new SystemClock());
let http: PublicHttp;
let standIns: ReadonlyMap<string, StandIn>;
let examiner: DomainExaminer;

beforeAll(async () => {
  const dns = new NodeDnsResolver({ servers: [await dnsServer.start()], timeoutMs: 500, tries: 1 });
  standIns = await internet.start();
  http = new PublicHttp({ log: () => undefined, standIns, resolve: resolveNameBy(dns) });
  examiner = new DomainExaminer(new DisposableDomains(), dns, new RdapClient(http), new WebsiteProbe(http));
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await internet.close();
  await dnsServer.stop();
});

describe('a domain check against the sandbox, through the real clients', () => {
  it.each([
    ['healthy-clinics.example', 'clear', []],
    ['acme.co.in', 'clear', []],
    ['mailinator.com', 'flagged', ['disposable']],
    ['no-mx.example', 'flagged', ['mx']],
    ['null-mx.example', 'flagged', ['mx']],
    ['no-mx-no-website.example', 'flagged', ['mx', 'website']],
    ['no-website.example', 'flagged', ['website']],
    ['nxdomain.example', 'flagged', ['mx', 'website']],
    ['new-domain.example', 'flagged', ['age']],
    ['no-age.example', 'inconclusive', ['age']],
    ['no-rdap.example', 'inconclusive', ['age']],
    ['rdap-busy.example', 'inconclusive', ['age']],
    ['rdap-moved.example', 'clear', []],
    ['servfail.example', 'inconclusive', ['mx', 'website']],
    ['silent.example', 'inconclusive', ['mx', 'website']],
  ])('%s is %s', async (domain, verdict, checks) => {
    const report = await examiner.examine(
      { email: `anna@${domain}`, website: null },
      { allow: [], deny: [] },
      new Date(),
    );
    expect(report.verdict).toBe(verdict);
    const open = report.findings.filter(({ result }) => result !== 'pass');
    expect(open.map(({ check }) => check)).toEqual(checks);
  });

  it('tells open questions that may answer themselves from those that will not', async () => {
    const look = async (domain: string) =>
      (
        await examiner.examine(
          { email: `anna@${domain}`, website: null },
          { allow: [], deny: [] },
          new Date(),
        )
      ).passing;
    expect([await look('servfail.example'), await look('rdap-busy.example')]).toEqual([true, true]);
    expect([await look('no-age.example'), await look('no-mx.example')]).toEqual([false, false]);
  });
});

describe('the competitor’s website, through the real client', () => {
  const look = (page: string, through = http) =>
    new PublicPages(through, 'tests').read(`https://${RIVAL}/${page}`, new AbortController().signal);

  it('changes its prices between visits, and nothing else', async () => {
    const [first, second, third] = [await look('pricing'), await look('pricing'), await look('pricing')];
    for (const one of [first, second, third]) expect(one).toMatchObject({ kind: 'read' });
    expect(second).not.toEqual(first);
    expect(third).not.toEqual(second);
    expect(await look('about')).toEqual(await look('about'));
  });

  it.each([
    ['catalogue', 'it is larger than 1 MiB'],
    ['inside', 'it leads to an address that is not on the open internet'],
    ['gone', 'it answered 410'],
    ['broken', 'the connection broke'],
    ['nowhere', 'it answered 404'],
  ])('says why /%s cannot be read', async (page, reason) => {
    expect(await look(page)).toMatchObject({ kind: 'unreadable', reason });
  });

  it('does not wait for a page that never ends', async () => {
    const impatient = new PublicHttp({ log: () => undefined, standIns, timeoutMs: 200 });
    expect(await look('slow', impatient)).toMatchObject({ reason: 'it did not answer in time' });
    await impatient.onApplicationShutdown();
  });
});
