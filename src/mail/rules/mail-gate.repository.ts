import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { heldNames } from '../templates/mail-templates.js';

const HELD = heldNames.map((name) => `'${name}'`).join(', ');

export interface Recipient {
  readonly zone: string;
  readonly status: string;
}

/** Of one mail: which customer, and its place in the order of asking. */
export interface Place {
  readonly id: string;
  readonly customerId: string;
  readonly createdAt: Date;
}

/** What the gate has to know of a customer's nudges and bulk mails. */
@Injectable()
export class MailGateRepository {
  async recipient(em: EntityManager, customerId: string): Promise<Recipient | undefined> {
    const [row] = await em.execute<Recipient[]>(
      'select timezone as zone, status from customer where id = ?',
      [customerId],
    );
    return row;
  }

  /** How many were given over since `from`, and how many may leave now before this one. */
  async taken(
    em: EntityManager,
    { id, customerId, createdAt }: Place,
    from: Date,
    now: Date,
  ): Promise<number> {
    const [row] = await em.execute<{ n: number }[]>(
      `select count(*)::int as n from mail
        where customer_id = ? and template in (${HELD}) and id <> ?
          and ((status in ('sent', 'unknown') and coalesce(sent_at, first_tried_at) >= ?)
               or (status = 'sending' and handed_attempt = attempt)
               or (status = 'queued' and due_at <= ? and (created_at, id) < (?, ?)))`,
      [customerId, id, from, now, createdAt, id],
    );
    return row?.n ?? 0;
  }

  /** Whether one that was asked for earlier is on its way or may leave now. */
  async behind(em: EntityManager, { id, customerId, createdAt }: Place, now: Date): Promise<boolean> {
    const rows = await em.execute(
      `select 1 from mail
        where customer_id = ? and template in (${HELD}) and (created_at, id) < (?, ?)
          and (status = 'sending' or (status = 'queued' and due_at <= ?)) limit 1`,
      [customerId, createdAt, id, now],
    );
    return rows.length > 0;
  }

  /** The next that may leave now, in the order of asking. */
  async next(em: EntityManager, customerId: string, now: Date): Promise<string | undefined> {
    const [row] = await em.execute<{ id: string }[]>(
      `select id from mail where customer_id = ? and template in (${HELD}) and status = 'queued' and due_at <= ?
        order by created_at, id limit 1`,
      [customerId, now],
    );
    return row?.id;
  }

  /** Held mails that are due, or whose customer moved to another zone or is not to be written to any more. */
  async toReckon(em: EntityManager, now: Date, limit: number): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select m.id from mail m join customer c on c.id = m.customer_id
        where m.status = 'queued' and m.held_because is not null
          and (m.due_at <= ? or m.held_zone is distinct from c.timezone or c.status in ('suspended', 'closed'))
        order by m.created_at, m.id limit ?`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }
}
