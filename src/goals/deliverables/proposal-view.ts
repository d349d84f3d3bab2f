import { DateTime } from 'luxon';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { coinAmount, dollars, rupees } from '../../agents/types/notional.js';
import type { LimitCheck, Proposal, TradeProposal } from '../runtimes/agent-runtime.js';

/** A suggested trade as an order ticket. */
export interface TicketView {
  readonly side: 'buy' | 'sell';
  readonly symbol: string;
  readonly contracts: number;
  /** Coins of the whole order: `0.001 BTC`. */
  readonly amount: string;
  /** Dollars a coin: `$72,058.5`. */
  readonly markPrice: string;
  /** When the exchange had it, ISO 8601; null in earlier proposals. */
  readonly markPriceAt: string | null;
  /** Of the whole order, in rupees: `₹8,160`. */
  readonly notional: string;
}

/** A limit with what came of it: `Pass`, `Over`, or nothing where it was not kept. */
export interface CheckView extends LimitCheck {
  readonly result: string;
}

/** A proposed action in words. */
export interface ProposalView {
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Each limit it was held against when it was drafted. */
  readonly checks: readonly CheckView[];
  /** Of a post: the earliest instant, ISO 8601; null when there is none to keep to. */
  readonly notBefore: string | null;
  /** Null for a post. */
  readonly ticket: TicketView | null;
  /** IANA zone of the customer, in which instants are to be told. */
  readonly zone: string;
}

export function proposalView(proposal: Proposal, zone: string): ProposalView {
  const checks = proposal.checks.map((check) => ({
    ...check,
    value: instantText(check.value, zone),
    result: check.passes === undefined ? '' : check.passes ? 'Pass' : 'Over',
  }));
  if (proposal.kind === 'trade') return tradeView(proposal, checks, zone);
  const { platform, hashtags, notBefore } = proposal;
  const facts = hashtags.length > 0 ? [{ name: 'Hashtags', value: hashtags.join(' ') }] : [];
  return { checks, title: `A post on ${PLATFORM_TITLES[platform]}`, facts, notBefore, ticket: null, zone };
}

function tradeView(proposal: TradeProposal, checks: readonly CheckView[], zone: string): ProposalView {
  const { side, contracts, symbol, notional, basis, markPrice, contractValue, coin, inrRate } = proposal;
  return {
    checks,
    title: `Suggested trade: ${side} ${contracts} ${symbol}`,
    facts: [
      {
        name: 'Reckoned',
        value: `${contracts} × ${contractValue} ${coin} × ${dollars(markPrice)} × ₹${inrRate}`,
      },
      { name: 'Why', value: basis },
    ],
    notBefore: null,
    ticket: {
      ...{ side, symbol, contracts },
      amount: `${coinAmount(contracts, contractValue)} ${coin}`,
      markPrice: dollars(markPrice),
      markPriceAt: proposal.markPriceAt ?? null,
      notional: rupees(notional.amount),
    },
    zone,
  };
}

/** An ISO instant on the customer's clock; other values as they are. */
function instantText(value: string, zone: string): string {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value;
  return DateTime.fromISO(value, { zone }).toFormat('ccc d LLL, HH:mm');
}
