import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids/new-id.js';
import { mayAct } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Escalation, Evidence } from './escalation.entity.js';
import {
  escalationAcknowledged,
  escalationOpened,
  escalationReopened,
  escalationResolved,
} from './escalation.entries.js';
import { escalationErrors } from './escalation.errors.js';
import { EscalationRepository } from './escalation.repository.js';
import { escalationStates, type EscalationStatus } from './escalation.states.js';
import { TEAMS, TRIGGERS, type TriggerName } from './triggers.js';

export interface EscalationRequest {
  readonly trigger: TriggerName;
  /** What it is about, such as `platform:delta` or `signup:<id>`: the same cause is not escalated twice. */
  readonly cause: string;
  readonly customerId: string | null;
  readonly evidence: Evidence;
}

/** Where a cause is now: its escalation, and whether this call made or reopened it. */
export interface Escalated {
  readonly id: string;
  readonly status: EscalationStatus;
  readonly news: boolean;
}

/** The runbook's escalation paths. */
@Injectable()
export class EscalationService {
  constructor(private readonly escalations: EscalationRepository) {}

  /** Escalate a cause: makes its escalation, reopens it when it was resolved, else leaves it as it is. */
  async open(tx: Tx, { trigger, cause, customerId, evidence }: EscalationRequest): Promise<Escalated> {
    const { team } = TRIGGERS[trigger];
    const about = { trigger, cause: cause.trim(), customerId };
    const row = { ...about, id: newId(), team, channel: TEAMS[team].channel, evidence, openedAt: tx.now };
    if (await this.escalations.insertUnlessKnown(tx.em, row)) {
      tx.record(escalationOpened, { subjectId: row.id, customerId, data: { team, trigger } });
      return { id: row.id, status: 'open', news: true };
    }
    const known = await this.escalations.lockedByCause(tx.em, about);
    const news = known.status === 'resolved';
    if (news) {
      this.backToOpen(tx, known);
      known.evidence = evidence;
    }
    return { id: known.id, status: known.status, news };
  }

  /** Why this person may not act on it: its team does. */
  async whyNotMine(tx: Tx, id: string): Promise<AppError | undefined> {
    const { team, channel } = await this.escalations.get(tx.em, id);
    if (mayAct(tx.actor, [team])) return undefined;
    return escalationErrors.escalation_of_another_team(
      `${TEAMS[team].title} acknowledges and resolves it (${channel}).`,
    );
  }

  async acknowledge(tx: Tx, id: string, version: number): Promise<Escalated> {
    const escalation = await this.edited(tx, id, version);
    escalationStates.move(escalation, 'acknowledged');
    escalation.acknowledgedAt = tx.now;
    this.record(tx, escalationAcknowledged, escalation);
    return { id, status: escalation.status, news: true };
  }

  /** @param resolution what was found and done, in words */
  async resolve(tx: Tx, id: string, version: number, resolution: string): Promise<Escalated> {
    const escalation = await this.edited(tx, id, version);
    escalationStates.move(escalation, 'resolved');
    escalation.resolvedAt = tx.now;
    escalation.resolution = resolution;
    this.record(tx, escalationResolved, escalation);
    return { id, status: escalation.status, news: true };
  }

  async reopen(tx: Tx, id: string, version: number): Promise<Escalated> {
    const escalation = await this.edited(tx, id, version);
    this.backToOpen(tx, escalation);
    return { id, status: escalation.status, news: true };
  }

  private async edited(tx: Tx, id: string, version: number): Promise<Escalation> {
    const escalation = await this.escalations.get(tx.em, id);
    expectVersion(escalation, version);
    return escalation;
  }

  private backToOpen(tx: Tx, escalation: Escalation): void {
    escalationStates.move(escalation, 'open');
    escalation.openedAt = tx.now;
    escalation.acknowledgedAt = null;
    escalation.resolvedAt = null;
    escalation.resolution = null;
    this.record(tx, escalationReopened, escalation);
  }

  private record(tx: Tx, type: typeof escalationOpened, { id, customerId, team, trigger }: Escalation): void {
    tx.record(type, { subjectId: id, customerId: customerId ?? null, data: { team, trigger } });
  }
}
