import { Injectable } from '@nestjs/common';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Escalation, Evidence, EvidenceRecord } from './escalation.entity.js';
import { EscalationLog } from './escalation-log.service.js';
import { EscalationRepository, type EscalationCause } from './escalation.repository.js';
import { escalationStates, type EscalationStatus } from './escalation.states.js';
import { TEAMS, TRIGGERS, type TriggerName } from './triggers.js';

export interface EscalationRequest {
  readonly trigger: TriggerName;
  /** What it is about, such as `platform:delta` or `signup:<id>`: the same cause is not escalated twice. */
  readonly cause: string;
  readonly customerId: string | null;
  readonly evidence: Evidence;
  /** The headline people read; the trigger's words unless given. */
  readonly title?: string | undefined;
  /** What was seen, in words. */
  readonly details?: string | null | undefined;
  /** Records of the panel that show it. */
  readonly records?: readonly EvidenceRecord[] | undefined;
}

/** Where a cause is now: its escalation, and whether this call made or reopened it. */
export interface Escalated {
  readonly id: string;
  readonly status: EscalationStatus;
  /** Which the next change of it names. */
  readonly version: number;
  readonly news: boolean;
}

/** The runbook's escalation paths: the door for rules, and what people's commands stand on. */
@Injectable()
export class EscalationService {
  constructor(
    private readonly escalations: EscalationRepository,
    private readonly log: EscalationLog,
  ) {}

  /**
   * Escalate a cause: makes its escalation, or reopens it when it was resolved. While it is open, newer evidence
   * takes the place of older, and what a person adds stands in its timeline; nobody is told again.
   */
  async open(tx: Tx, request: EscalationRequest): Promise<Escalated> {
    const { trigger, customerId, evidence, records = [], details = null } = request;
    const { team, title } = TRIGGERS[trigger];
    const about = { trigger, cause: request.cause.trim(), customerId };
    const row = { ...about, id: newId(), team, title: request.title ?? title, evidence, records };
    const made = { ...row, channel: TEAMS[team].channel, openedAt: tx.now };
    if (await this.escalations.insertUnlessKnown(tx.em, made)) {
      await this.log.write(tx, made, 'opened', details);
      return { id: made.id, status: 'open', version: 1, news: true };
    }
    const known = await this.escalations.lockedByCause(tx.em, about);
    if (!known) throw new Error(`escalation of ${trigger} ${about.cause} vanished`);
    return this.again(tx, known, request);
  }

  /** The cause of an escalation is gone: whoever made it says so. False when there is none open. */
  async settle(tx: Tx, cause: EscalationCause, words: string): Promise<boolean> {
    const known = await this.escalations.lockedByCause(tx.em, cause);
    if (!known || known.status === 'resolved') return false;
    await this.close(tx, known, words);
    return true;
  }

  /** How a cause stands: never escalated (null), or its escalation. */
  standing(
    tx: Tx,
    cause: EscalationCause,
  ): Promise<Pick<Escalation, 'id' | 'status' | 'openedAt' | 'resolvedAt' | 'evidence'> | null> {
    return this.escalations.lockedByCause(tx.em, cause);
  }

  /** @param words what was found and done */
  async close(tx: Tx, escalation: Escalation, words: string): Promise<void> {
    escalationStates.move(escalation, 'resolved');
    escalation.resolvedAt = tx.now;
    escalation.resolution = words;
    await this.log.write(tx, escalation, 'resolved', words);
  }

  /** @param words why it is open again */
  async reopen(tx: Tx, escalation: Escalation, words: string | null): Promise<void> {
    escalationStates.move(escalation, 'open');
    escalation.openedAt = tx.now;
    escalation.ownerId = null;
    escalation.acknowledgedAt = null;
    escalation.resolvedAt = null;
    escalation.resolution = null;
    await this.log.write(tx, escalation, 'reopened', words);
  }

  private async again(
    tx: Tx,
    known: Escalation,
    { evidence, records, title, details = null }: EscalationRequest,
  ): Promise<Escalated> {
    const news = known.status === 'resolved';
    known.evidence = evidence;
    known.records = records ?? known.records;
    known.title = title ?? known.title;
    if (news) await this.reopen(tx, known, details);
    else if (details !== null) await this.log.write(tx, known, 'added', details);
    await tx.em.flush();
    return { id: known.id, status: known.status, version: known.version, news };
  }
}
