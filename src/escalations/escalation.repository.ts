import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Escalation, type Evidence, type EvidenceRecord } from './escalation.entity.js';
import { EscalationEvent } from './escalation-event.entity.js';
import type { TriggerName } from './triggers.js';

export interface EscalationCause {
  readonly trigger: TriggerName;
  readonly cause: string;
  readonly customerId: string | null;
}

/** The columns of a new row that are not the same for every one. */
export interface NewEscalation extends EscalationCause {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  readonly title: string;
  readonly evidence: Evidence;
  readonly records: readonly EvidenceRecord[];
  readonly openedAt: Date;
}

/** The customer as other teams may name it. */
export interface EscalatedCustomer {
  readonly number: number;
  readonly companyName: string;
}

@Injectable()
export class EscalationRepository {
  /** Whether the row was made; false when its cause has one already (also one made by another at this moment). */
  async insertUnlessKnown(em: EntityManager, row: NewEscalation): Promise<boolean> {
    const made = await em.execute(
      `insert into escalation (id, team, channel, trigger, title, cause, customer_id, status, evidence, records,
                               opened_at, version)
       values (?, ?, ?, ?, ?, ?, ?, 'open', ?::jsonb, ?::jsonb, ?, 1)
       on conflict (trigger, cause, customer_id) do nothing returning id`,
      [
        row.id,
        row.team,
        row.channel,
        row.trigger,
        row.title,
        row.cause,
        row.customerId,
        JSON.stringify(row.evidence),
        JSON.stringify(row.records),
        row.openedAt,
      ],
    );
    return made.length > 0;
  }

  /** The escalation of a cause, its row locked; null when it never had one. */
  async lockedByCause(
    em: EntityManager,
    { trigger, cause, customerId }: EscalationCause,
  ): Promise<Escalation | null> {
    await em.execute(
      `select 1 from escalation where trigger = ? and cause = ? and customer_id is not distinct from ?::uuid for update`,
      [trigger, cause, customerId],
    );
    return em.findOne(Escalation, { trigger, cause, customerId }, { refresh: true });
  }

  async get(em: EntityManager, id: string): Promise<Escalation> {
    const found = await em.findOne(Escalation, { id });
    if (!found) throw commonErrors.not_found(`There is no escalation with the id ${id}.`);
    return found;
  }

  addEvent(em: EntityManager, event: EscalationEvent): void {
    em.persist(em.create(EscalationEvent, event));
  }

  async customerOf(em: EntityManager, customerId: string): Promise<EscalatedCustomer | undefined> {
    const [row] = await em.execute<EscalatedCustomer[]>(
      'select number, company_name as "companyName" from customer where id = ?',
      [customerId],
    );
    return row;
  }
}
