import { Injectable } from '@nestjs/common';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { CredentialDisconnection } from '../../credentials/disconnection.js';
import type { Containment, ContainmentCause } from '../../customers/containment/containment.entity.js';
import { CustomerContainment } from '../../customers/containment/customer-containment.service.js';
import { EscalationService } from '../../escalations/escalation.service.js';
import { TRIGGERS } from '../../escalations/triggers.js';
import { GoalContainment } from '../../goals/goal-containment.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { ContainedMail } from './contained.mail.js';

export interface ContainRequest {
  readonly cause: ContainmentCause;
  readonly reason: string;
}

export interface Contained {
  readonly id: string;
  readonly customerId: string;
  /** False when it was contained already: nothing was left to do. */
  readonly news: boolean;
  readonly platforms: readonly string[];
  readonly goals: number;
}

/** "Compromised credentials detected", "Customer reporting unauthorized access": everything that stops it, at once. */
@Injectable()
export class Containing {
  constructor(
    private readonly account: CustomerContainment,
    private readonly credentials: CredentialDisconnection,
    private readonly goals: GoalContainment,
    private readonly escalations: EscalationService,
    private readonly mail: ContainedMail,
  ) {}

  whyNot(tx: Tx, customerId: string): Promise<AppError | undefined> {
    return this.account.whyNotBegin(tx, customerId);
  }

  whyNotRelease(tx: Tx, customerId: string): Promise<AppError | undefined> {
    return this.account.whyNotEnd(tx, customerId);
  }

  /**
   * Disconnects, stops, locks out, tells security and the customer. Pressed again while it lasts it does no more
   * than add the person's words to the escalation. The caller holds the customer's lock.
   */
  async contain(tx: Tx, customerId: string, { cause, reason }: ContainRequest): Promise<Contained> {
    const open = await this.account.open(tx, customerId);
    if (open) {
      if (open.reason !== reason) await this.tellSecurity(tx, open, reason);
      return answer(open, false);
    }
    const work = await this.goals.stopAll(tx, customerId);
    const gone = await this.credentials.disconnectAll(tx, customerId);
    const platforms = gone.map((platform) => PLATFORM_TITLES[platform]);
    const made = await this.account.begin(tx, customerId, { cause, reason, platforms, ...work });
    await this.tellSecurity(tx, made, reason);
    await this.mail.ask(tx, made);
    return answer(made, true);
  }

  /** Security found it safe: the account is open again, and its escalation is settled. */
  async release(tx: Tx, customerId: string, reason: string): Promise<{ id: string; customerId: string }> {
    const { id, cause } = await this.account.end(tx, customerId, reason);
    await this.escalations.settle(tx, about(customerId, cause), reason);
    return { id, customerId };
  }

  private async tellSecurity(
    tx: Tx,
    { customerId, cause, done }: Containment,
    reason: string,
  ): Promise<void> {
    await this.escalations.open(tx, {
      ...about(customerId, cause),
      title: `Contained: ${TRIGGERS[cause].title}`,
      details: reason,
      evidence: {
        disconnected: done.platforms.join(', ') || 'nothing was connected',
        goalsPaused: done.goals,
        runsEnded: done.runs,
        passwordVoid: done.hadPassword,
      },
      records: [{ list: 'customers', id: customerId }],
    });
  }
}

/** One escalation for a containment, whoever presses from wherever. */
const about = (customerId: string, trigger: ContainmentCause) =>
  ({ trigger, cause: `contained:${customerId}`, customerId }) as const;

const answer = ({ id, customerId, done }: Containment, news: boolean): Contained => ({
  id,
  customerId,
  news,
  platforms: done.platforms,
  goals: done.goals,
});
