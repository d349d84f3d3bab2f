import type { UsageView } from './trial-ledger.js';
import type { Trial } from './trial.entity.js';

/** A trial as REST, panel and portal show it. */
export interface TrialView extends UsageView {
  readonly id: string;
  readonly customerId: string;
  readonly agentId: string;
  readonly agentType: string;
  readonly status: string;
  readonly zone: string;
  readonly dailyTasks: number;
  readonly tokensTotal: number;
  readonly tokensUsed: number;
  readonly tokensReserved: number;
  readonly activationRequestedAt: string | null;
  readonly activatedAt: string | null;
  readonly endsAt: string | null;
  readonly endedAt: string | null;
  readonly convertedAt: string | null;
  readonly version: number;
}

export function viewOf(trial: Trial, usage: UsageView): TrialView {
  const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;
  return {
    id: trial.id,
    customerId: trial.customerId,
    agentId: trial.agentId,
    agentType: trial.agentType,
    status: trial.status,
    zone: trial.zone,
    dailyTasks: trial.dailyTasks,
    tokensTotal: trial.tokensTotal,
    tokensUsed: trial.tokensUsed,
    tokensReserved: trial.tokensReserved,
    activationRequestedAt: iso(trial.activationRequestedAt),
    activatedAt: iso(trial.activatedAt),
    endsAt: iso(trial.endsAt),
    endedAt: iso(trial.endedAt),
    convertedAt: iso(trial.convertedAt),
    version: trial.version,
    ...usage,
  };
}
