import type { Finding } from './findings.js';

export type Verdict = 'clear' | 'flagged' | 'inconclusive';

export interface DomainVerdict {
  readonly verdict: Verdict;
  /** Why it is not clear, in words, the gravest first. Empty when it is clear. */
  readonly reasons: readonly string[];
}

/** One red flag is enough; without one, a question left open leaves the check open. */
export function conclude(findings: readonly Finding[]): DomainVerdict {
  const texts = (result: Finding['result']): string[] =>
    findings.filter((finding) => finding.result === result).map(({ text }) => text);
  const flags = [...texts('strong_flag'), ...texts('flag')];
  const open = texts('inconclusive');
  const verdict = flags.length > 0 ? 'flagged' : open.length > 0 ? 'inconclusive' : 'clear';
  return { verdict, reasons: [...flags, ...open] };
}
