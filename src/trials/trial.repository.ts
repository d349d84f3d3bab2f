import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { AgentTypeName } from '../agents/types/agent-types.js';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { TrialExtension } from './trial-extension.entity.js';
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

  /** Newest first. */
  ofCustomer(em: EntityManager, customerId: string): Promise<Trial[]> {
    return em.find(Trial, { customerId }, { orderBy: { id: 'desc' } });
  }

  open(em: EntityManager, customerId: string, agentType: AgentTypeName): Promise<Trial | null> {
    return em.findOne(Trial, { customerId, agentType, status: { $in: ['pending', 'active'] } });
  }

  /** The agent's newest trial that was not cancelled: the one its goals run under. */
  current(em: EntityManager, agentId: string): Promise<Trial | null> {
    return em.findOne(Trial, { agentId, status: { $ne: 'cancelled' } }, { orderBy: { id: 'desc' } });
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
    });
    em.persist(made);
    return made;
  }

  addExtension(em: EntityManager, extension: TrialExtension): void {
    em.persist(em.create(TrialExtension, extension));
  }

  extensions(em: EntityManager, trialId: string): Promise<TrialExtension[]> {
    return em.find(TrialExtension, { trialId }, { orderBy: { at: 'asc' } });
  }

  /** Tasks used on a day of the trial's zone, `YYYY-MM-DD`. */
  async tasksOn(em: EntityManager, trialId: string, day: string): Promise<number> {
    const [row] = await em.execute<{ tasks: number }[]>(
      'select tasks from trial_day where trial_id = ? and day = ?',
      [trialId, day],
    );
    return row?.tasks ?? 0;
  }

  async tasksEver(em: EntityManager, trialId: string): Promise<number> {
    const [row] = await em.execute<{ tasks: number }[]>(
      'select coalesce(sum(tasks), 0)::int as tasks from trial_day where trial_id = ?',
      [trialId],
    );
    return row?.tasks ?? 0;
  }

  async takeTask(em: EntityManager, trialId: string, day: string): Promise<void> {
    await em.execute(
      `insert into trial_day (trial_id, day, tasks) values (?, ?, 1)
       on conflict (trial_id, day) do update set tasks = trial_day.tasks + 1`,
      [trialId, day],
    );
  }

  async giveTaskBack(em: EntityManager, trialId: string, day: string): Promise<void> {
    await em.execute('update trial_day set tasks = tasks - 1 where trial_id = ? and day = ?', [trialId, day]);
  }
}

const missing = (id: string) => commonErrors.not_found(`There is no trial with the id ${id}.`);
