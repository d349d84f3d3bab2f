import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { newId } from '../../platform/ids/new-id.js';
import { GoalRun } from './goal-run.entity.js';
import { RunAttempt } from './run-attempt.entity.js';
import { RunEvent } from './run-event.entity.js';

type NewRun = Pick<
  GoalRun,
  'goalId' | 'customerId' | 'agentId' | 'trialId' | 'trigger' | 'dueAt' | 'status' | 'createdAt'
> &
  Partial<Pick<GoalRun, 'id' | 'tokensReserved' | 'taskDay' | 'failureCode' | 'failureDetail' | 'endedAt'>>;

interface ScheduledCounts {
  readonly due: number;
  readonly completed: number;
  readonly under: number;
  readonly failed: number;
  readonly refused: number;
  readonly missed: number;
}

/** A goal's newest run, with how it ended. */
export type NewestRun = Pick<
  GoalRun,
  'id' | 'goalId' | 'status' | 'attempt' | 'createdAt' | 'failureCode' | 'failureDetail'
>;

/** How an attempt ended. */
type AttemptEnd = Pick<RunAttempt, 'outcome' | 'endedAt' | 'failureCode' | 'detail' | 'tokens'>;

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
      engine: null,
      stage: null,
      tokensReserved: 0,
      tokensUsed: 0,
      taskDay: null,
      callOpen: false,
      answered: false,
      failureCode: null,
      failureDetail: null,
      startedAt: null,
      retryAt: null,
      stuckAt: null,
      params: null,
      endedAt: null,
      ...run,
    });
    em.persist(made);
    return made;
  }

  addEvent(em: EntityManager, event: Omit<RunEvent, 'id'>): void {
    em.persist(em.create(RunEvent, { id: newId(), ...event }));
  }

  addAttempt(em: EntityManager, attempt: Pick<RunAttempt, 'runId' | 'number' | 'startedAt'>): void {
    const open = { endedAt: null, outcome: null, failureCode: null, detail: null, tokens: 0 };
    em.persist(em.create(RunAttempt, { id: newId(), ...attempt, ...open }));
  }

  /** Writes how the attempt that is at work ended; nothing where none is. */
  async endAttempt(em: EntityManager, runId: string, end: AttemptEnd): Promise<void> {
    await em.nativeUpdate(RunAttempt, { runId, outcome: null }, end);
  }

  /** Attempts before this one that never told how they ended: their workers died. */
  async loseAttempts(em: EntityManager, runId: string, { before, at }: { before: number; at: Date }) {
    const detail = 'Its worker ended in the middle of it.';
    const lost = { outcome: 'lost' as const, endedAt: at, detail };
    await em.nativeUpdate(RunAttempt, { runId, outcome: null, number: { $lt: before } }, lost);
  }

  /** Whether the goal's parameters are no longer those that the run began with. */
  async isGoalChanged(em: EntityManager, runId: string): Promise<boolean> {
    const rows = await em.execute(
      'select 1 from goal_run r join goal g on g.id = r.goal_id where r.id = ? and r.params <> g.params',
      [runId],
    );
    return rows.length > 0;
  }

  /** In their order. */
  attempts(em: EntityManager, runId: string): Promise<RunAttempt[]> {
    return em.find(RunAttempt, { runId }, { orderBy: { number: 'asc' } });
  }

  /** Unfinished, made at `before` or earlier, and not yet found to be stuck. */
  stuckSince(em: EntityManager, before: Date, limit: number): Promise<GoalRun[]> {
    const open = { status: { $in: ['queued' as const, 'running' as const] } };
    return em.find(
      GoalRun,
      { ...open, createdAt: { $lte: before }, stuckAt: null },
      { orderBy: { createdAt: 'asc' }, limit },
    );
  }

  /** At work by their row, found stuck at `marked` or earlier, and without a sign of life since `lapsed`. */
  deadSince(em: EntityManager, lapsed: Date, marked: Date, limit: number): Promise<GoalRun[]> {
    const dead = { status: 'running' as const, leaseUntil: { $lte: lapsed }, stuckAt: { $lte: marked } };
    return em.find(GoalRun, dead, { orderBy: { id: 'asc' }, limit });
  }

  /** When the next unfinished run was made that is not found to be stuck. */
  async oldestOpen(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ at: Date | string | null }[]>(
      `select min(created_at) as at from goal_run where status in ('queued', 'running') and stuck_at is null`,
    );
    return row?.at ? new Date(row.at) : undefined;
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

  /** The newest run of each of these goals, by goal; goals without one are left out. */
  async newest(em: EntityManager, goalIds: readonly string[]): Promise<Map<string, NewestRun>> {
    if (goalIds.length === 0) return new Map();
    const rows = await em.execute<(Omit<NewestRun, 'createdAt'> & { createdAt: Date | string })[]>(
      `select r.id, r.goal_id as "goalId", r.status, r.attempt, r.created_at as "createdAt",
              r.failure_code as "failureCode", r.failure_detail as "failureDetail"
         from goal g
         join lateral (select * from goal_run o where o.goal_id = g.id order by o.id desc limit 1) r on true
        where g.id in (${goalIds.map(() => '?').join(', ')})`,
      [...goalIds],
    );
    return new Map(rows.map((row) => [row.goalId, { ...row, createdAt: new Date(row.createdAt) }]));
  }

  /** What became of a goal's instants that came due since then. */
  async scheduledSince(em: EntityManager, goalId: string, since: Date): Promise<ScheduledCounts> {
    const [row] = await em.execute<ScheduledCounts[]>(
      `select count(*)::int as due, count(*) filter (where status = 'completed')::int as completed,
              count(*) filter (where status in ('queued', 'running'))::int as under,
              count(*) filter (where status in ('failed', 'cancelled'))::int as failed,
              count(*) filter (where status = 'refused' and failure_code <> 'missed')::int as refused,
              count(*) filter (where status = 'refused' and failure_code = 'missed')::int as missed
         from goal_run where goal_id = ? and trigger = 'schedule' and due_at > ?`,
      [goalId, since],
    );
    return row ?? { due: 0, completed: 0, under: 0, failed: 0, refused: 0, missed: 0 };
  }

  /** Instants that were not run, newest first. */
  refusedSince(
    em: EntityManager,
    goalId: string,
    { since, limit }: { since: Date; limit: number },
  ): Promise<GoalRun[]> {
    const refused = { goalId, status: 'refused' as const, dueAt: { $gt: since } };
    return em.find(GoalRun, refused, { orderBy: { dueAt: 'desc' }, limit });
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
