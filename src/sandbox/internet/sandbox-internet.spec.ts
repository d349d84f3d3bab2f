import { DisposableDomains } from '../../customers/domain-check/disposable-domains.js';
import { DomainExaminer } from '../../customers/domain-check/domain-examiner.js';
import { RdapClient } from '../../customers/domain-check/rdap-client.js';
import { WebsiteProbe } from '../../customers/domain-check/website-probe.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { NodeDnsResolver } from '../../platform/dns/node-dns-resolver.js';
import { resolveNameBy } from '../../platform/dns/resolve-name.js';
import { PublicHttp } from '../../platform/http/public-http.js';
import { SandboxDnsServer } from '../dns/sandbox-dns-server.js';
import { SandboxInternet } from './sandbox-internet.js';

const dnsServer = new SandboxDnsServer();
const internet = new SandboxInternet(new SystemClock());
let http: PublicHttp;
let examiner: DomainExaminer;

beforeAll(async () => {
  const dns = new NodeDnsResolver({ servers: [await dnsServer.start()], timeoutMs: 500, tries: 1 });
  const standIns = await internet.start();
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
