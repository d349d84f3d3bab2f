import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { actorId, mayAct } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Escalation, Evidence, EvidenceRecord } from './escalation.entity.js';
import { escalationErrors } from './escalation.errors.js';
import { EscalationLog } from './escalation-log.service.js';
import { EscalationRepository } from './escalation.repository.js';
import { EscalationService, type Escalated } from './escalation.service.js';
import { escalationStates, type EscalationStatus } from './escalation.states.js';
import type { EscalationOpening } from './opening.js';
import { TEAMS } from './triggers.js';

/** From where it gets there. */
const FROM: Readonly<Record<EscalationStatus, string>> = {
  open: 'Only a resolved one is opened again.',
  acknowledged: 'Only an open one that nobody has yet is acknowledged.',
  resolved: 'What is resolved is opened again first, with a reason.',
};

/** What people do with escalations. */
@Injectable()
export class EscalationDesk {
  constructor(
    private readonly escalations: EscalationRepository,
    private readonly service: EscalationService,
    private readonly log: EscalationLog,
  ) {}

  /**
   * By hand: the words of the cause are its headline.
   * @param seen what it was noticed on; the customer unless given
   */
  raise(
    tx: Tx,
    customerId: string | null,
    { trigger, cause, details }: EscalationOpening,
    seen: { evidence?: Evidence; records?: readonly EvidenceRecord[] } = {},
  ): Promise<Escalated> {
    const whole = customerId === null ? [] : [{ list: 'customers', id: customerId }];
    return this.service.open(tx, {
      trigger,
      cause: cause.toLowerCase(),
      title: cause,
      customerId,
      evidence: seen.evidence ?? {},
      details: details ?? null,
      records: seen.records ?? whole,
    });
  }

  /** Why this person may not act on it: its team does. */
  async whyNotMine(tx: Tx, id: string): Promise<AppError | undefined> {
    const { team, channel } = await this.escalations.get(tx.em, id);
    if (mayAct(tx.actor, [team])) return undefined;
    return escalationErrors.escalation_of_another_team(
      `${TEAMS[team].title} acknowledges and resolves it (${channel}).`,
    );
  }

  /** Why it cannot get there: another team's, or its state. */
  async whyNot(tx: Tx, id: string, to: EscalationStatus): Promise<AppError | undefined> {
    const { status } = await this.escalations.get(tx.em, id);
    if (!escalationStates.can(status, to))
      return commonErrors.transition_refused(`The escalation is ${status}.`, { hint: FROM[to] });
    return to === 'open' ? undefined : this.whyNotMine(tx, id);
  }

  /** @param plan what happens now, in words */
  async acknowledge(tx: Tx, id: string, version: number, plan?: string): Promise<Escalated> {
    const escalation = await this.edited(tx, id, version);
    escalationStates.move(escalation, 'acknowledged');
    escalation.acknowledgedAt = tx.now;
    escalation.ownerId = tx.actor.kind === 'staff' ? actorId(tx.actor) : null;
    await this.log.write(tx, escalation, 'acknowledged', plan ?? null);
    return told(tx, escalation);
  }

  /** @param resolution what was found and done, in words */
  async resolve(tx: Tx, id: string, version: number, resolution: string): Promise<Escalated> {
    const escalation = await this.edited(tx, id, version);
    await this.service.close(tx, escalation, resolution);
    return told(tx, escalation);
  }

  /** @param reason why it is not resolved after all, in words */
  async reopen(tx: Tx, id: string, version: number, reason: string): Promise<Escalated> {
    const escalation = await this.edited(tx, id, version);
    await this.service.reopen(tx, escalation, reason);
    return told(tx, escalation);
  }

  private async edited(tx: Tx, id: string, version: number): Promise<Escalation> {
    const escalation = await this.escalations.get(tx.em, id);
    expectVersion(escalation, version);
    return escalation;
  }
}

/** With the version that the next change names. */
async function told(tx: Tx, escalation: Escalation): Promise<Escalated> {
  await tx.em.flush();
  const { id, status, version } = escalation;
  return { id, status, version, news: true };
}
