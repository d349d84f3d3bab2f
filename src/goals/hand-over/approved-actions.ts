import { Injectable } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { rupees } from '../../agents/types/notional.js';
import type { TradingSettings } from '../../agents/types/trading.js';
import { CustomerContainment } from '../../customers/containment/customer-containment.service.js';
import { customerErrors } from '../../customers/customer.errors.js';
import { CustomerService } from '../../customers/customer.service.js';
import { dayKey, startOfDay } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Deliverable } from '../deliverables/deliverable.entity.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import { moveAction } from '../deliverables/deliverable.states.js';
import { goalErrors } from '../goal.errors.js';
import type { TradeProposal } from '../runtimes/agent-runtime.js';
import { HandOver } from './hand-over.service.js';

const ENDED: readonly (string | null)[] = ['expired', 'cancelled'];

/** What follows from an approval: the action that the draft proposes is handed over, or recorded. */
@Injectable()
export class ApprovedActions {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
    private readonly handOver: HandOver,
    private readonly containments: CustomerContainment,
  ) {}

  /** After a trial's end the text stays the customer's, and nothing follows. Throws past the agent's limits (409). */
  async follow(tx: Tx, deliverable: Deliverable): Promise<void> {
    if (!deliverable.proposal || ENDED.includes(await this.handOver.trialStatus(tx, deliverable))) return;
    if (await this.containments.open(tx, deliverable.customerId))
      throw customerErrors.contained('A key or the account may be in other hands: nothing is handed over.');
    await this.refusePastLimits(tx, deliverable);
    if (this.handOver.connected) await this.handOver.begin(tx, deliverable);
    else moveAction(deliverable, 'recorded');
  }

  /** The limits as they are now: they may be others than when it was drafted. */
  private async refusePastLimits(tx: Tx, { agentId, customerId, proposal }: Deliverable): Promise<void> {
    const { settings } = await this.agents.get(tx, agentId);
    if (!settings) return;
    if ('dailyTradeLimit' in settings && proposal?.kind === 'trade') refuseBeyond(proposal, settings);
    const { timezone } = await this.customers.get(tx, customerId);
    const limit = 'dailyTradeLimit' in settings ? settings.dailyTradeLimit : settings.maxPostsPerDay;
    const since = startOfDay(dayKey(tx.now, timezone), timezone);
    const approved = await this.deliverables.actionsSince(tx.em, agentId, since);
    if (approved < limit) return;
    throw goalErrors.deliverable_action_limit(
      `${approved} were approved today; the agent's limit is ${limit}.`,
    );
  }
}

function refuseBeyond({ contracts, notional, coin }: TradeProposal, settings: TradingSettings): void {
  const { maxUnitsPerOrder, maxNotional, allowedCoins } = settings;
  const beyond = [
    ...(contracts > maxUnitsPerOrder ? [`${contracts} contracts; the limit is ${maxUnitsPerOrder}.`] : []),
    ...(notional.amount > maxNotional.amount
      ? [`${rupees(notional.amount)}; the limit is ${rupees(maxNotional.amount)}.`]
      : []),
    ...(allowedCoins.includes(coin) ? [] : [`${coin}; allowed is ${allowedCoins.join(', ')}.`]),
  ];
  if (beyond.length > 0) throw goalErrors.deliverable_beyond_limits(beyond.join(' '));
}
