import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { rupees } from '../../agents/types/notional.js';
import type { LimitCheck, Proposal } from '../runtimes/agent-runtime.js';

/** A proposed action in words. */
export interface ProposalView {
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Each limit it was held against. */
  readonly checks: readonly LimitCheck[];
  /** Of a post: the earliest instant, ISO 8601; null when there is none to keep to. */
  readonly notBefore: string | null;
}

export function proposalView(proposal: Proposal): ProposalView {
  const { checks } = proposal;
  if (proposal.kind === 'post') {
    const { platform, hashtags, notBefore } = proposal;
    const facts = hashtags.length > 0 ? [{ name: 'Hashtags', value: hashtags.join(' ') }] : [];
    return { checks, title: `A post on ${PLATFORM_TITLES[platform]}`, facts, notBefore };
  }
  const { side, contracts, symbol, notional, basis, markPrice, contractValue, coin, inrRate } = proposal;
  return {
    checks,
    title: `Suggested trade: ${side} ${contracts} ${symbol}`,
    facts: [
      { name: 'Value', value: rupees(notional.amount) },
      { name: 'Why', value: basis },
      {
        name: 'How it is counted',
        value: `${contracts} × ${contractValue} ${coin} × ${markPrice} USD × ${inrRate} INR`,
      },
    ],
    notBefore: null,
  };
}
