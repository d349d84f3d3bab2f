import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { newId } from '../../platform/ids/new-id.js';
import { GoalRun } from './goal-run.entity.js';
import { RunEvent } from './run-event.entity.js';

type NewRun = Pick<
  GoalRun,
  'goalId' | 'customerId' | 'agentId' | 'trialId' | 'trigger' | 'dueAt' | 'status' | 'createdAt'
> &
  Partial<Pick<GoalRun, 'tokensReserved' | 'taskDay' | 'failureCode' | 'failureDetail' | 'endedAt'>>;

@Injectable()
export class GoalRunRepository {
  /** Throws `not_found` (404). */
  async get(em: EntityManager, id: string): Promise<GoalRun> {
    const run = await em.findOne(GoalRun, { id });
    if (!run) throw commonErrors.not_found(`There is no run with the id ${id}.`);
    return run;
  }

  /** The row locked and read anew: workers change it by statements of their own. */
  async getLocked(em: EntityManager, id: string): Promise<GoalRun> {
    const run = await em.findOne(GoalRun, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!run) throw commonErrors.not_found(`There is no run with the id ${id}.`);
    return run;
  }

  add(em: EntityManager, run: NewRun): GoalRun {
    const made = em.create(GoalRun, {
      id: newId(),
      attempt: 0,
      leaseUntil: null,
      stage: null,
      tokensReserved: 0,
      tokensUsed: 0,
      taskDay: null,
      callOpen: false,
      answered: false,
      failureCode: null,
      failureDetail: null,
      startedAt: null,
      endedAt: null,
      ...run,
    });
    em.persist(made);
    return made;
  }

  addEvent(em: EntityManager, event: Omit<RunEvent, 'id'>): void {
    em.persist(em.create(RunEvent, { id: newId(), ...event }));
  }

  /** Oldest first; `after` is the id of the last event already seen. */
  events(em: EntityManager, runId: string, after?: string): Promise<RunEvent[]> {
    return em.find(RunEvent, after === undefined ? { runId } : { runId, id: { $gt: after } }, {
      orderBy: { id: 'asc' },
    });
  }

  /** Newest first. */
  ofGoal(em: EntityManager, goalId: string, limit: number): Promise<GoalRun[]> {
    return em.find(GoalRun, { goalId }, { orderBy: { id: 'desc' }, limit });
  }

  /** Queued or at work, of whichever goal. */
  openOf(em: EntityManager, customerId: string): Promise<GoalRun[]> {
    return em.find(
      GoalRun,
      { customerId, status: { $in: ['queued', 'running'] } },
      { orderBy: { id: 'asc' } },
    );
  }

  queuedOf(em: EntityManager, goalIds: readonly string[]): Promise<GoalRun[]> {
    return em.find(GoalRun, { goalId: { $in: [...goalIds] }, status: 'queued' });
  }

  /** Whether the customer had a completed run before. */
  async hasCompleted(em: EntityManager, customerId: string): Promise<boolean> {
    return (await em.count(GoalRun, { customerId, status: 'completed' })) > 0;
  }

  /** Whether a scheduled run of the instant exists already. */
  async hasScheduled(em: EntityManager, goalId: string, dueAt: Date): Promise<boolean> {
    return (await em.count(GoalRun, { goalId, dueAt, trigger: 'schedule' })) > 0;
  }
}
