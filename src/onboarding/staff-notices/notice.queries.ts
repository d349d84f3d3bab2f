import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';

export interface Owner {
  readonly email: string;
  readonly name: string;
}

export interface GoalNotice {
  readonly name: string;
  readonly status: string;
  readonly frequency: string | null;
  readonly version: number;
}

export interface DraftNotice {
  readonly title: string;
  readonly goal: string;
  readonly reason: string | null;
  /** Another was asked for in its place. */
  readonly again: boolean;
  readonly status: string;
  readonly action: string;
  readonly actionReason: string | null;
  readonly resultOverdue: boolean;
  /** Undecided drafts that were reminded of together with it. */
  readonly waiting: number;
}

interface CredentialKnown {
  readonly platform: string;
  readonly status: string;
  readonly code: string | null;
}
/** Tokens, of a trial's own. */
export interface TrialNotice {
  readonly status: string;
  readonly used: number;
  readonly total: number;
}

interface CredentialRow extends CredentialKnown {
  readonly expires: Date | string | null;
  readonly rotates: Date | string | null;
}
export interface CredentialNotice extends CredentialKnown {
  readonly expiresAt: Date | null;
  readonly rotateBy: Date | null;
}

/** What notices to staff say of the records they are about. */
@Injectable()
export class NoticeQueries {
  /** The customer's success manager; while that one is absent, the cover. */
  async owner(em: EntityManager, customerId: string, at: Date): Promise<Owner> {
    const [row] = await em.execute<Owner[]>(
      `select m.email, m.name from customer c
         left join lateral (select cover_id from csm_absence a
                             where a.csm_id = c.csm_id and a.starts_at <= ? and a.ends_at > ?
                             order by a.starts_at desc limit 1) cover on true
         join csm m on m.id = coalesce(cover.cover_id, c.csm_id)
        where c.id = ?`,
      [at, at, customerId],
    );
    return found(row, 'customer', customerId);
  }

  async customer(em: EntityManager, id: string): Promise<{ number: number; companyName: string }> {
    const [row] = await em.execute<{ number: number; companyName: string }[]>(
      'select number, company_name as "companyName" from customer where id = ?',
      [id],
    );
    return found(row, 'customer', id);
  }

  /** The call with this customer that is going on; null when none is. */
  async callGoingOn(em: EntityManager, customerId: string): Promise<string | null> {
    const [row] = await em.execute<{ id: string }[]>(
      `select id from call where customer_id = ? and started_at is not null and ended_at is null
          and status not in ('cancelled', 'no_show') order by started_at desc limit 1`,
      [customerId],
    );
    return row?.id ?? null;
  }

  async goal(em: EntityManager, id: string): Promise<GoalNotice> {
    const [row] = await em.execute<GoalNotice[]>(
      `select name, status, schedule ->> 'frequency' as frequency, version from goal where id = ?`,
      [id],
    );
    return found(row, 'goal', id);
  }

  async draft(em: EntityManager, id: string): Promise<DraftNotice> {
    const [row] = await em.execute<DraftNotice[]>(
      `select d.title, g.name as goal, d.reason, d.next_run_id is not null as "again", d.status, d.action,
              d.action_reason as "actionReason", d.result_overdue as "resultOverdue",
              (select count(*)::int from deliverable o
                where o.customer_id = d.customer_id and o.reminded_at = d.reminded_at
                  and o.status = 'in_review') as waiting
         from deliverable d join goal g on g.id = d.goal_id where d.id = ?`,
      [id],
    );
    return found(row, 'deliverable', id);
  }

  async trial(em: EntityManager, id: string): Promise<TrialNotice> {
    const [row] = await em.execute<TrialNotice[]>(
      'select status, tokens_used as used, tokens_total as total from trial where id = ?',
      [id],
    );
    return found(row, 'trial', id);
  }

  async credential(em: EntityManager, id: string): Promise<CredentialNotice> {
    const [row] = await em.execute<CredentialRow[]>(
      `select platform, status, last_failure_code as code, expires_at as expires, rotate_by as rotates
         from credential where id = ?`,
      [id],
    );
    const { expires, rotates, ...known } = found(row, 'credential', id);
    return { ...known, expiresAt: instant(expires), rotateBy: instant(rotates) };
  }

  async mail(
    em: EntityManager,
    id: string,
  ): Promise<{ template: string; status: string; toEmail: string; error: string | null }> {
    const [row] = await em.execute<
      { template: string; status: string; toEmail: string; error: string | null }[]
    >('select template, status, to_email as "toEmail", last_error as error from mail where id = ?', [id]);
    return found(row, 'mail', id);
  }
}

const instant = (at: Date | string | null): Date | null => (at === null ? null : new Date(at));

function found<T>(row: T | undefined, what: string, id: string): T {
  if (row === undefined) throw commonErrors.not_found(`There is no ${what} with the id ${id}.`);
  return row;
}
