import type { AddressAnswer, DnsSilence, MxAnswer } from '../../platform/dns/dns-resolver.js';
import type { CheckTarget } from './check-target.js';
import type { DisposableMatch } from './disposable-domains.js';
import type { RegistrationAnswer, UnknownAge } from './rdap-registration.js';
import type { WebsiteAnswer } from './domain-ports.js';

export type FindingResult = 'pass' | 'flag' | 'strong_flag' | 'inconclusive';

/** One line of a domain check: what was found, in words, and what it rests on. */
export interface Finding {
  readonly check: 'disposable' | 'mx' | 'age' | 'website';
  readonly result: FindingResult;
  readonly text: string;
  /** Plain facts for the record: answers, dates, addresses asked. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** An open question that may answer itself: the other side was slow, busy or out of order. */
  readonly passing?: true;
}

/** Runbook Step 1: "recently registered domains (<30 days)". */
export const YOUNG_DOMAIN_DAYS = 30;
const DAY_MS = 86_400_000;

export function judgeDisposable(domain: string, match: DisposableMatch | null): Finding {
  const listed = match !== null;
  return {
    check: 'disposable',
    result: listed ? 'strong_flag' : 'pass',
    text: listed
      ? `${domain} hands out disposable e-mail addresses (${match.list} list: ${match.entry}).`
      : `${domain} is not a known disposable e-mail domain.`,
    evidence: { domain, match },
  };
}

const NO_ANSWER: Record<Exclude<DnsSilence, 'no_records' | 'nxdomain'>, string> = {
  servfail: 'its name servers failed to answer (SERVFAIL)',
  refused: 'its name servers refused to answer (REFUSED)',
  timeout: 'its name servers did not answer in time',
};

/** `addresses` is asked only where there is no MX: RFC 5321 would deliver there, the runbook flags it. */
export function judgeMx(domain: string, mx: MxAnswer, addresses: AddressAnswer | null): Finding {
  const evidence = { domain, mx, addresses };
  const say = (result: FindingResult, text: string): Finding => ({ check: 'mx', result, text, evidence });
  switch (mx.kind) {
    case 'records':
      return say('pass', `${domain} receives mail at ${mx.records[0]?.exchange ?? 'its mail server'}.`);
    case 'null_mx':
      return say('strong_flag', `${domain} states that it takes no mail at all (null MX).`);
    case 'nxdomain':
      return say('strong_flag', `${domain} does not exist in the domain name system (NXDOMAIN).`);
    case 'no_records': {
      const more = addresses?.kind === 'records' ? ', though it has an address record' : '';
      return say('flag', `${domain} has no MX records${more}.`);
    }
    case 'servfail':
    case 'refused':
    case 'timeout':
      return {
        ...say('inconclusive', `Whether ${domain} receives mail is not known: ${NO_ANSWER[mx.kind]}.`),
        passing: true,
      };
    default:
      return mx satisfies never;
  }
}

const UNKNOWN_AGE: Record<UnknownAge, string> = {
  no_rdap_server: 'its registry offers no RDAP service',
  not_in_registry: 'the registry does not know the name',
  no_registration_event: 'the registry does not publish the date',
  rate_limited: 'the registry is limiting our questions; check again later',
  server_error: 'the registry answered with an error; check again later',
  unreadable_answer: 'the answer of the registry could not be read',
  no_answer: 'the registry could not be reached; check again later',
};

const PASSING_AGE: ReadonlySet<UnknownAge> = new Set(['rate_limited', 'server_error', 'no_answer'] as const);

export function judgeAge(domain: string, answer: RegistrationAnswer, now: Date): Finding {
  const say = (result: FindingResult, text: string, more: Record<string, unknown> = {}): Finding => ({
    check: 'age',
    result,
    text,
    evidence: { domain, server: answer.server, ...more },
  });
  if (answer.kind === 'unknown') {
    const why = UNKNOWN_AGE[answer.reason];
    const finding = say('inconclusive', `The age of ${domain} is not known: ${why}.`, {
      reason: answer.reason,
    });
    return PASSING_AGE.has(answer.reason) ? { ...finding, passing: true } : finding;
  }
  const ageDays = Math.floor((now.getTime() - answer.at.getTime()) / DAY_MS);
  const day = answer.at.toISOString().slice(0, 10);
  const facts = { event: answer.event, at: answer.at.toISOString(), ageDays };
  if (ageDays < -1) {
    return say(
      'inconclusive',
      `The age of ${domain} is not known: the registry dates it ${day}, in the future.`,
      facts,
    );
  }
  const days = `${Math.max(ageDays, 0)} ${ageDays === 1 ? 'day' : 'days'} ago`;
  const text = `${domain} was registered on ${day}, ${days}`;
  return ageDays < YOUNG_DOMAIN_DAYS
    ? say('flag', `${text}: less than ${YOUNG_DOMAIN_DAYS} days.`, facts)
    : say('pass', `${text}.`, facts);
}

export function judgeWebsite(host: string, answer: WebsiteAnswer): Finding {
  const evidence = { host, looks: answer.looks };
  const found = answer.looks.at(-1)?.url ?? host;
  const tried = answer.looks.map(({ url, status, cause }) => `${url} ${status ?? cause ?? ''}`).join(', ');
  const words: Record<WebsiteAnswer['kind'], [FindingResult, string]> = {
    found: ['pass', `There is a website at ${found}.`],
    none: ['flag', `No website answers at ${host}.`],
    unsure: ['inconclusive', `Whether ${host} has a website is not known (${tried}).`],
  };
  const [result, text] = words[answer.kind];
  const finding: Finding = { check: 'website', result, text, evidence };
  return answer.kind === 'unsure' ? { ...finding, passing: true } : finding;
}

/** A free-mail address whose company has no domain of its own to speak for it. */
export function judgeNoCompanyDomain({ mailDomain, websiteHost }: CheckTarget): Finding {
  const [result, what]: [FindingResult, string] =
    websiteHost === null
      ? ['flag', 'no company website was given']
      : ['inconclusive', `the website at ${websiteHost} is not on a domain of the company's own`];
  return {
    check: 'website',
    result,
    text: `${mailDomain} is a free-mail domain and ${what}, so no company domain can be checked.`,
    evidence: { mailDomain, host: websiteHost },
  };
}
