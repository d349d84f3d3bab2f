import { nextOpening } from '../../agents/time-window.js';
import type { AnyAgentSettings } from '../../agents/types/agent-types.js';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import type { Deliverable } from '../deliverables/deliverable.entity.js';
import type { ActionHandOver } from './hand-over.entity.js';

export interface ApprovedAction {
  readonly handOver: ActionHandOver;
  readonly deliverable: Deliverable;
  /** The approved text. */
  readonly text: string;
  readonly customer: { readonly number: number; readonly zone: string };
  readonly settings: AnyAgentSettings | null;
  readonly resultUrl: string;
}

/**
 * What the agent platform is told. `deliverableId` names the action, whatever it takes to hand it over: it is to be
 * carried out at most once. The same hand-over always gives the same body.
 */
export function actionEventBody(approved: ApprovedAction): string {
  const { handOver, deliverable, customer, resultUrl } = approved;
  const { id, customerId, agentId, goalId, runId, revision, decidedAt, decidedBy } = deliverable;
  return JSON.stringify({
    type: 'action.approved',
    timestamp: handOver.createdAt.toISOString(),
    data: {
      handOverId: handOver.id,
      round: handOver.round,
      ...{ deliverableId: id, customerId, customerNumber: formatCustomerNumber(customer.number) },
      ...{ agentId, goalId, runId, revision },
      approvedAt: decidedAt?.toISOString() ?? null,
      approvedBy: decidedBy ?? null,
      action: actionOf(approved),
      resultUrl,
    },
  });
}

function actionOf({ deliverable, text, customer, settings, handOver }: ApprovedAction): object | null {
  const { proposal } = deliverable;
  if (!proposal) return null;
  if (proposal.kind === 'post') {
    const { kind, platform, hashtags, notBefore } = proposal;
    return { kind, platform, text, hashtags, notBefore };
  }
  const { kind, side, symbol, coin, contracts, contractValue, notional } = proposal;
  const hours = settings && 'tradingHours' in settings ? settings.tradingHours : null;
  const notBefore = hours && nextOpening(handOver.createdAt, hours, customer.zone).toISOString();
  return { kind, side, symbol, coin, contracts, contractValue, maxNotional: notional, notBefore };
}
