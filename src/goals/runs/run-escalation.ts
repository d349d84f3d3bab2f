import { Injectable } from '@nestjs/common';
import { EscalationDesk } from '../../escalations/escalation-desk.service.js';
import type { Escalated } from '../../escalations/escalation.service.js';
import type { EscalationOpening } from '../../escalations/opening.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { GoalRunRepository } from './goal-run.repository.js';

/** Escalate from a run's page (Issue 4: "If still fails: Check logs and escalate"): how it ended goes along. */
@Injectable()
export class RunEscalation {
  constructor(
    private readonly runs: GoalRunRepository,
    private readonly escalations: EscalationDesk,
  ) {}

  async raise(tx: Tx, id: string, opening: EscalationOpening): Promise<Escalated> {
    const { customerId, goalId, status, trigger, failureCode, attempt } = await this.runs.get(tx.em, id);
    return this.escalations.raise(tx, customerId, opening, {
      records: [
        { list: 'goal-runs', id },
        { list: 'goals', id: goalId },
      ],
      evidence: { status, trigger, failure: failureCode ?? null, attempts: attempt },
    });
  }
}
