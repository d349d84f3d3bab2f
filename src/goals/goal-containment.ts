import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { GoalRepository } from './goal.repository.js';
import { GoalService } from './goal.service.js';
import { RunService } from './runs/run.service.js';

/** Stops everything that works for a customer whose keys or account may be in other hands. */
@Injectable()
export class GoalContainment {
  constructor(
    private readonly goals: GoalRepository,
    private readonly service: GoalService,
    private readonly runs: RunService,
  ) {}

  /**
   * Pauses live goals and ends runs, also those a worker is at. What was paused for a cause that passes by itself
   * stays paused too: after a containment a person resumes each goal. The caller holds the customer's lock.
   */
  async stopAll(tx: Tx, customerId: string): Promise<{ goals: number; runs: number }> {
    const live = await this.goals.liveOfCustomer(tx.em, customerId);
    for (const { id } of live) await this.service.pause(tx, id, 'contained');
    for (const passing of ['customer_suspended', 'credential', 'trial_ended'] as const) {
      for (const goal of await this.goals.pausedFor(tx.em, customerId, passing))
        goal.pauseReason = 'contained';
    }
    await tx.em.flush();
    return { goals: live.length, runs: await this.runs.cancelOpen(tx, customerId, 'Cancelled: contained.') };
  }
}
