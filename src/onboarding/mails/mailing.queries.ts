import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';

/** Whom a mail of the onboarding goes to, and who signs it. */
export interface Mailing {
  readonly customerId: string;
  readonly email: string;
  readonly contactName: string | null;
  readonly companyName: string;
  readonly timezone: string;
  readonly status: string;
  readonly csm: { readonly name: string; readonly email: string; readonly phone: string | null };
}

/** A goal as the summary names it. */
export interface GoalLine {
  readonly name: string;
  readonly frequency: string;
}

@Injectable()
export class MailingQueries {
  /** @throws not_found (404) */
  async of(em: EntityManager, customerId: string): Promise<Mailing> {
    const [row] = await em.execute<Mailing[]>(
      `select c.id as "customerId", c.email, c.company_name as "companyName", c.timezone, c.status,
              (select t.name from contact t where t.customer_id = c.id and t.role = 'primary') as "contactName",
              jsonb_build_object('name', m.name, 'email', m.email, 'phone', m.phone) as csm
         from customer c join csm m on m.id = c.csm_id where c.id = ?`,
      [customerId],
    );
    if (!row) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
    return row;
  }

  /** How many mails of a template this customer was ever asked to be sent. */
  async asked(em: EntityManager, customerId: string, template: string): Promise<number> {
    const [row] = await em.execute<{ n: number }[]>(
      'select count(*)::int as n from mail where customer_id = ? and template = ?',
      [customerId, template],
    );
    return row?.n ?? 0;
  }

  /** The customer's live goals with their frequency in words, oldest first. */
  goals(em: EntityManager, customerId: string): Promise<GoalLine[]> {
    return em.execute<GoalLine[]>(
      `select name, schedule ->> 'frequency' as frequency from goal
        where customer_id = ? and status in ('approved', 'paused', 'pending_approval') order by created_at, id`,
      [customerId],
    );
  }
}
