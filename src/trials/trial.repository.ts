import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { AgentTypeName } from '../agents/types/agent-types.js';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Trial } from './trial.entity.js';

type NewTrial = Pick<
  Trial,
  'id' | 'customerId' | 'agentId' | 'agentType' | 'zone' | 'dailyTasks' | 'tokensTotal' | 'createdAt'
>;

@Injectable()
export class TrialRepository {
  /** Throws `not_found` (404). */
  async get(em: EntityManager, id: string): Promise<Trial> {
    const trial = await em.findOne(Trial, { id });
    if (!trial) throw missing(id);
    return trial;
  }

  /** The row locked and read anew, whatever this transaction read before. */
  async getLocked(em: EntityManager, id: string): Promise<Trial> {
    const trial = await em.findOne(Trial, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!trial) throw missing(id);
    return trial;
  }

  /** Those that exist. */
  all(em: EntityManager, ids: readonly string[]): Promise<Trial[]> {
    return em.find(Trial, { id: { $in: [...ids] } });
  }

  /** Newest first. */
  ofCustomer(em: EntityManager, customerId: string): Promise<Trial[]> {
    return em.find(Trial, { customerId }, { orderBy: { id: 'desc' } });
  }

  open(em: EntityManager, customerId: string, agentType: AgentTypeName): Promise<Trial | null> {
    return em.findOne(Trial, { customerId, agentType, status: { $in: ['pending', 'active'] } });
  }

  /** The trial that the agent's goals run under: the one it was hired for, else its newest that was not cancelled. */
  async current(em: EntityManager, agentId: string): Promise<Trial | null> {
    const newest = { orderBy: { id: 'desc' } } as const;
    return (
      (await this.hired(em, agentId)) ?? em.findOne(Trial, { agentId, status: { $ne: 'cancelled' } }, newest)
    );
  }

  /** The trial that the agent was hired for; null while it was not. */
  hired(em: EntityManager, agentId: string): Promise<Trial | null> {
    return em.findOne(Trial, { agentId, status: 'converted' }, { orderBy: { id: 'desc' } });
  }

  /** Trials of a customer whose activation waits for tests. */
  awaitingTests(em: EntityManager, customerId: string): Promise<Trial[]> {
    return em.find(Trial, { customerId, status: 'pending', activationRequestedAt: { $ne: null } });
  }

  /** Ids of active trials whose end has come. */
  async lapsed(em: EntityManager, now: Date, atMost: number): Promise<{ id: string; customerId: string }[]> {
    return em.execute(
      `select id, customer_id as "customerId" from trial where status = 'active' and ends_at <= ? order by ends_at limit ?`,
      [now, atMost],
    );
  }

  async nextEnd(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(ends_at) as due from trial where status = 'active'`,
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  /** Active trials of which a mail is due. One past its end is not told of any more: it expires. */
  async toTell(em: EntityManager, now: Date, atMost: number): Promise<{ id: string; customerId: string }[]> {
    return em.execute(
      `select id, customer_id as "customerId" from trial
        where status = 'active' and ends_at > ? and least(notice_at, check_in_mail_at) <= ?
        order by least(notice_at, check_in_mail_at) limit ?`,
      [now, now, atMost],
    );
  }

  async nextNotice(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(least(notice_at, check_in_mail_at)) as due from trial
        where status = 'active' and least(notice_at, check_in_mail_at) < ends_at`,
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  /** Those whose clock runs. */
  running(em: EntityManager, customerId: string): Promise<Trial[]> {
    return em.find(Trial, { customerId, status: 'active' });
  }

  add(em: EntityManager, trial: NewTrial): Trial {
    const made = em.create(Trial, {
      ...trial,
      status: 'pending',
      tokensUsed: 0,
      tokensReserved: 0,
      activationRequestedAt: null,
      activatedAt: null,
      endsAt: null,
      endedAt: null,
      convertedAt: null,
      endReason: null,
      hirePlan: null,
      hirePriceAmount: null,
      hirePriceCurrency: null,
      hireStartsOn: null,
      notHiredBecause: null,
      notHiredWords: null,
      notHiredAt: null,
      usageTold: 0,
      noticeAt: null,
      checkInMailAt: null,
    });
    em.persist(made);
    return made;
  }

  /** Whether so much of the tokens is used for the first time; from now on it is not. */
  async firstTold(em: EntityManager, trialId: string, percent: number): Promise<boolean> {
    const rows = await em.execute<unknown[]>(
      'update trial set usage_told = ? where id = ? and usage_told < ? returning 1',
      [percent, trialId, percent],
    );
    return rows.length > 0;
  }
}

const missing = (id: string) => commonErrors.not_found(`There is no trial with the id ${id}.`);
