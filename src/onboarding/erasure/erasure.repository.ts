import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import type { OutsideFigures } from './held-outside.js';
import { ERASED, type Overwriting, PERSONAL } from './personal-columns.js';

const VALUES: Readonly<Record<Overwriting, (column: string) => string>> = {
  word: () => `'${ERASED}'`,
  'word if any': (column) => `case when ${column} is null then null else '${ERASED}' end`,
  nothing: () => 'null',
  'empty text': () => `''`,
  'no rows': () => `'[]'`,
  'no fields': () => `'{}'`,
  own: () => `'${ERASED} ' || id`,
};

/** What would write of the person again when it ends, by what people call it. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  'a mail being sent': `mail where customer_id = ? and status = 'sending'`,
  'a goal run': `goal_run where customer_id = ? and status in ('queued', 'running')`,
  'a connection test': `credential_test t join credential c on c.id = t.credential_id
     where c.customer_id = ? and t.status in ('queued', 'running')`,
  'a platform to be told that we let go': `letting_go where customer_id = ? and status <> 'done'`,
  'a domain check': `domain_check where customer_id = ? and status in ('pending', 'running')`,
  'word to the CRM': `crm_delivery where customer_id = ? and status in ('queued', 'running')`,
  'an action to be handed over': `action_hand_over where customer_id = ? and status in ('queued', 'running')`,
  'an open escalation': `escalation where customer_id = ? and status <> 'resolved'`,
  'a recording not yet deleted': `call_recording where customer_id = ? and status <> 'deleted'`,
};

const NOTHING_OUTSIDE: OutsideFigures = { mails: 0, slackMessages: 0, crmId: null, handedOver: 0 };

/** Overwrites what all rooms keep of one customer, in one transaction. */
@Injectable()
export class ErasureRepository {
  async underWay(em: EntityManager, customerId: string): Promise<string[]> {
    const names = Object.keys(UNDER_WAY);
    const columns = Object.values(UNDER_WAY).map((from, at) => `exists (select 1 from ${from}) as "${at}"`);
    const [row] = await em.execute<Record<string, boolean>[]>(
      `select ${columns.join(', ')}`,
      names.map(() => customerId),
    );
    return names.filter((_, at) => row?.[String(at)]);
  }

  /** What left this system and is not reached from here, as it is before the erasure. */
  async outside(em: EntityManager, customerId: string): Promise<OutsideFigures> {
    const [row] = await em.execute<OutsideFigures[]>(
      `select (select count(*)::int from mail where customer_id = c.id and status in ('sent', 'unknown')) as mails,
              (select count(*)::int from slack_message where customer_id = c.id and status = 'sent') as "slackMessages",
              c.crm_id as "crmId",
              (select count(*)::int from action_hand_over
                where customer_id = c.id and status = 'delivered') as "handedOver"
         from customer c where c.id = ?`,
      [customerId],
    );
    return row ?? NOTHING_OUTSIDE;
  }

  /** The same as it was written down when the customer was erased. */
  async outsideThen(em: EntityManager, customerId: string): Promise<OutsideFigures> {
    const [row] = await em.execute<{ data: Partial<OutsideFigures> }[]>(
      `select data from history_entry where subject_id = ? and type = 'customer.erased' order by at, id limit 1`,
      [customerId],
    );
    return { ...NOTHING_OUTSIDE, ...row?.data };
  }

  /** Whether one of them was erased by an earlier change. */
  async wasErased(em: EntityManager, customerIds: readonly string[], now: Date): Promise<boolean> {
    const rows = await em.execute(
      `select 1 from customer where erased_at <> ? and id in (${customerIds.map(() => '?').join(', ')}) limit 1`,
      [now, ...customerIds],
    );
    return rows.length > 0;
  }

  /** Flush before: entities read earlier do not know of it. */
  async overwrite(em: EntityManager, customerId: string, at: Date): Promise<void> {
    const addresses = await this.addresses(em, customerId);
    await this.atAddresses(em, customerId, addresses);
    await em.execute(`update mail set status = 'cancelled' where customer_id = ? and status = 'queued'`, [
      customerId,
    ]);
    await this.people(em, customerId);
    await this.elsewhere(em, customerId);
    for (const { table, where, columns } of PERSONAL) {
      const set = Object.entries(columns).map(([name, how]) => `"${name}" = ${VALUES[how](`"${name}"`)}`);
      await em.execute(`update "${table}" set ${set.join(', ')} where ${where}`, [customerId]);
    }
    await em.execute('update customer set erased_at = ?, version = version + 1 where id = ?', [
      at,
      customerId,
    ]);
  }

  /** Every address, folded, by which the customer was known. */
  private async addresses(em: EntityManager, customerId: string): Promise<string[]> {
    const rows = await em.execute<{ address: string }[]>(
      `select email_key as address from customer where id = ?
       union select lower(email) from contact where customer_id = ? and email is not null
       union select email_key from signup where customer_id = ?
       union select lower(a ->> 'email') from call, jsonb_array_elements(attendees) a
         where customer_id = ? and a ->> 'role' = 'customer'`,
      [customerId, customerId, customerId, customerId],
    );
    return rows.map(({ address }) => address);
  }

  /** What belongs to the customer by address alone is theirs from now on; answers kept for repeated calls go. */
  private async atAddresses(em: EntityManager, customerId: string, addresses: readonly string[]) {
    const some = `(${addresses.map(() => '?').join(', ')})`;
    await em.execute(`update signup set customer_id = ? where customer_id is null and email_key in ${some}`, [
      customerId,
      ...addresses,
    ]);
    await em.execute(
      `update mail set customer_id = ? where customer_id is null
          and (lower(to_email) in ${some} or subject_id in (select id from signup where customer_id = ?))`,
      [customerId, ...addresses, customerId],
    );
    await em.execute(
      `update sign_in_attempt set customer_id = ? where customer_id is null and email_key in ${some}`,
      [customerId, ...addresses],
    );
    for (const word of [customerId, ...addresses])
      await em.execute('delete from idempotency_key where position(? in lower(body::text)) > 0', [word]);
  }

  /** Who was in calls and who consented: that they were, and what they answered, stays. */
  private async people(em: EntityManager, customerId: string): Promise<void> {
    const word = `'${ERASED}'`;
    await em.execute(
      `update call set
         attendees = (select coalesce(jsonb_agg(case when a ->> 'role' = 'customer'
             then jsonb_build_object('name', ${word}, 'email', ${word}, 'role', 'customer') else a end), '[]')
           from jsonb_array_elements(attendees) a),
         consents = (select coalesce(jsonb_agg(a || jsonb_build_object('name', ${word}, 'words', ${word})), '[]')
           from jsonb_array_elements(consents) a)
        where customer_id = ?`,
      [customerId],
    );
  }

  /** Others that were compared with this one: the warning names it. */
  private async elsewhere(em: EntityManager, customerId: string): Promise<void> {
    await em.execute(
      `update customer o set duplicate_warning = '${ERASED}'
         from customer c where c.id = ? and o.id <> c.id and position(c.company_name in o.duplicate_warning) > 0`,
      [customerId],
    );
  }
}
