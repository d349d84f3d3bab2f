import type { DnsResolver } from '../../platform/dns/dns-resolver.js';
import { type CheckInput, type CheckTarget, chooseTarget } from './check-target.js';
import type { DisposableDomains, OwnDomains } from './disposable-domains.js';
import type { RegistrationLookup, WebsiteLookup } from './domain-ports.js';
import {
  type Finding,
  judgeAge,
  judgeDisposable,
  judgeMx,
  judgeNoCompanyDomain,
  judgeWebsite,
} from './findings.js';
import { conclude, type DomainVerdict } from './verdict.js';

export interface DomainReport extends DomainVerdict {
  readonly target: CheckTarget;
  readonly findings: readonly Finding[];
  /** It is open for reasons that may pass only: look again before a person is asked. */
  readonly passing: boolean;
}

/** Runbook Step 1: disposable list, MX, age, website. Reads the outside world only; changes nothing. */
export class DomainExaminer {
  constructor(
    private readonly disposable: DisposableDomains,
    private readonly dns: DnsResolver,
    private readonly registrations: RegistrationLookup,
    private readonly websites: WebsiteLookup,
  ) {}

  /**
   * @param own our allow and deny rows
   * @param now the business instant that ages are counted to
   * @param signal ends the lookups; its reason is thrown
   */
  async examine(input: CheckInput, own: OwnDomains, now: Date, signal?: AbortSignal): Promise<DomainReport> {
    const target = chooseTarget(input);
    const names = new Set([target.mailDomain, target.domain ?? target.mailDomain]);
    const listed = [...names].map((name) => judgeDisposable(name, this.disposable.find(name, own)));
    const findings = [...listed, ...(await this.outside(target, now, signal))];
    const open = findings.filter(({ result }) => result === 'inconclusive');
    const { verdict, reasons } = conclude(findings);
    const passing = verdict === 'inconclusive' && open.every((finding) => finding.passing);
    return { target, findings, verdict, reasons, passing };
  }

  private async outside(target: CheckTarget, now: Date, signal?: AbortSignal): Promise<Finding[]> {
    const { domain, registrable, websiteHost } = target;
    if (domain === null || websiteHost === null) return [judgeNoCompanyDomain(target)];
    return Promise.all([
      this.mail(domain),
      this.age(registrable ?? domain, now, signal),
      this.websites.websiteAt(websiteHost, signal).then((answer) => judgeWebsite(websiteHost, answer)),
    ]);
  }

  private async mail(domain: string): Promise<Finding> {
    const mx = await this.dns.mx(domain);
    const addresses = mx.kind === 'no_records' ? await this.dns.addresses(domain) : null;
    return judgeMx(domain, mx, addresses);
  }

  private async age(domain: string, now: Date, signal?: AbortSignal): Promise<Finding> {
    return judgeAge(domain, await this.registrations.registrationOf(domain, signal), now);
  }
}
