import { Injectable } from '@nestjs/common';
import { EscalationService } from '../escalations/escalation.service.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { NoteRepository } from './note.repository.js';
import { TOPICS, type Topic } from './topics.js';

/** "Onboarding flow confusing (3+ customers report same issue)", counted over 30 days. */
const CONFUSED_CUSTOMERS = 3;
const DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** The third customer confused by the same thing makes it one escalation for product, with what each said. */
@Injectable()
export class Confusion {
  constructor(
    private readonly notes: NoteRepository,
    private readonly escalations: EscalationService,
  ) {}

  /** Call after the note's issues are written. */
  async weigh(tx: Tx, topics: readonly Topic[]): Promise<void> {
    await tx.em.flush();
    for (const topic of [...new Set(topics)].sort()) await this.weighOne(tx, topic);
  }

  private async weighOne(tx: Tx, topic: Topic): Promise<void> {
    // Two notes written at once would each see the other's too late: the later one counts both.
    await this.notes.lockTopic(tx.em, topic);
    const issues = await this.notes.issuesAbout(tx.em, topic, new Date(tx.now.getTime() - DAYS * DAY));
    const customers = new Set(issues.map(({ customerId }) => customerId)).size;
    if (customers < CONFUSED_CUSTOMERS) return;
    await this.escalations.open(tx, {
      trigger: 'onboarding_confusing',
      cause: `topic:${topic}`,
      title: `Confusing: ${TOPICS[topic]}`,
      customerId: null,
      evidence: { topic: TOPICS[topic], customers, days: DAYS },
      records: issues.map(({ id }) => ({ list: 'note-issues', id })),
    });
  }
}
