import { Injectable, type OnModuleInit } from '@nestjs/common';
import { agentConfigured, agentPlatformsSet } from '../agents/agent.entries.js';
import type { PlatformName } from '../agents/platform-names.js';
import {
  credentialDisconnected,
  credentialInvalidated,
  credentialTestFinished,
} from '../credentials/credential.entries.js';
import { customerClosed, customerReactivated, customerSuspended } from '../customers/customer.entries.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { trialConverted, trialEnded } from '../trials/trial.entries.js';
import type { Goal } from './goal.entity.js';
import { GoalReopening } from './goal-reopening.js';
import { specOf } from './goal-review.js';
import { GoalRepository } from './goal.repository.js';
import { GoalResumption } from './goal-resumption.js';
import { GoalService } from './goal.service.js';
import type { PauseReason } from './goal.states.js';
import { RunService } from './runs/run.service.js';
import { outlineOf } from './templates/goal-templates.js';

/** Words of an agent, which re-open approval where they fail the review; all else is a limit, which always does. */
const WORDS = ['nickname', 'theme', 'tone', 'topics'];

/** What happens elsewhere and stops, resumes or re-opens goals, in the same transaction. */
@Injectable()
export class GoalListeners implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly goals: GoalRepository,
    private readonly service: GoalService,
    private readonly reopening: GoalReopening,
    private readonly resumption: GoalResumption,
    private readonly runs: RunService,
  ) {}

  onModuleInit(): void {
    // Of its trial alone: an agent may have had another, and be hired for that.
    this.bus.on(trialEnded, async (tx, { subjectId, customerId, data }) => {
      if (data.status === 'converted') return;
      await this.stop(tx, await this.goals.live(tx.em, subjectId), 'trial_ended');
      await this.trialOver(tx, customerId, subjectId);
    });
    this.bus.on(trialConverted, (tx, { subjectId, customerId }) =>
      this.resume(tx, customerId, 'trial_ended', ({ trialId }) => trialId === subjectId),
    );
    for (const entry of [customerSuspended, customerClosed]) {
      this.bus.on(entry, async (tx, { subjectId }) => {
        await this.stop(tx, await this.goals.liveOfCustomer(tx.em, subjectId), 'customer_suspended');
      });
    }
    this.bus.on(customerReactivated, (tx, { subjectId }) => this.resume(tx, subjectId, 'customer_suspended'));
    this.hearCredentials();
    this.hearAgents();
  }

  private hearCredentials(): void {
    this.bus.on(credentialInvalidated, (tx, { customerId, data }) =>
      this.stopFor(tx, customerId, data.platform),
    );
    this.bus.on(credentialDisconnected, (tx, { customerId, data }) =>
      this.stopFor(tx, customerId, data.platform),
    );
    this.bus.on(credentialTestFinished, async (tx, { customerId, data }) => {
      // A key whose rotation is overdue may pass a test, and is not used for that.
      if (data.outcome === 'ok' && data.status === 'active')
        await this.resume(tx, customerId, 'credential', (goal) => needs(goal, data.platform));
    });
  }

  private hearAgents(): void {
    this.bus.on(agentConfigured, async (tx, { subjectId, data }) => {
      if (data.first || data.changed.length === 0) return;
      const wordsOnly = data.changed.every((field) => WORDS.includes(field));
      for (const goal of await this.goals.liveOfAgent(tx.em, subjectId))
        await (wordsOnly ? this.reopening.reopenUnlessSafe(tx, goal) : this.reopening.reopen(tx, goal));
      if (wordsOnly) return;
      for (const goal of await this.goals.pausedOfAgent(tx.em, subjectId)) goal.limitsChanged = true;
      await tx.em.flush();
    });
    this.bus.on(agentPlatformsSet, async (tx, { subjectId, data }) => {
      for (const goal of await this.goals.liveOfAgent(tx.em, subjectId)) {
        const gone = outlineOf(specOf(goal)).platforms.some((platform) => !data.platforms.includes(platform));
        if (gone) await this.reopening.reopen(tx, goal);
      }
    });
  }

  private async stopFor(tx: Tx, customerId: string | null, platform: string): Promise<void> {
    if (customerId === null) return;
    const live = await this.goals.liveOfCustomer(tx.em, customerId);
    const needing = live.filter((goal) => needs(goal, platform));
    await this.stop(tx, needing, 'credential');
  }

  /** What waited for a credential, or for the account, does not go on with it any more. */
  private async trialOver(tx: Tx, customerId: string | null, trialId: string): Promise<void> {
    if (customerId === null) return;
    for (const passing of ['credential', 'customer_suspended'] as const) {
      for (const goal of await this.goals.pausedFor(tx.em, customerId, passing))
        if (goal.trialId === trialId) goal.pauseReason = 'trial_ended';
    }
    await tx.em.flush();
  }

  private async stop(tx: Tx, goals: readonly Goal[], reason: PauseReason): Promise<void> {
    for (const { id } of goals) await this.service.pause(tx, id, reason);
    const ids = goals.map(({ id }) => id);
    await this.runs.cancelQueued(tx, ids, `Cancelled: ${reason.replaceAll('_', ' ')}.`);
  }

  private async resume(
    tx: Tx,
    customerId: string | null,
    reason: PauseReason,
    isMeant: (goal: Goal) => boolean = () => true,
  ): Promise<void> {
    if (customerId === null) return;
    for (const goal of await this.goals.pausedFor(tx.em, customerId, reason)) {
      if (isMeant(goal)) await this.resumption.resumeUnlessHeld(tx, goal);
    }
  }
}

function needs(goal: Goal, platform: string): boolean {
  return outlineOf(specOf(goal)).platforms.includes(platform as PlatformName);
}
