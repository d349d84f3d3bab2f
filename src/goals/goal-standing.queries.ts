import { Injectable } from '@nestjs/common';
import type { PlatformName } from '../agents/platform-names.js';
import { CredentialTestService } from '../credentials/credential-test.service.js';
import type { EntityManager } from '../platform/database/database.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Trial } from '../trials/trial.entity.js';
import { TrialLedger } from '../trials/trial-ledger.js';
import { TrialService } from '../trials/trial.service.js';
import type { Goal } from './goal.entity.js';
import { specOf } from './goal-review.js';
import { GoalRepository } from './goal.repository.js';
import type { GoalRun } from './runs/goal-run.entity.js';
import { GoalRunRepository, type NewestRun } from './runs/goal-run.repository.js';
import { endingOf } from './runs/run-ending.js';
import { outlineOf } from './templates/goal-templates.js';

/** All that decides whether a goal is run, as it stands now (runbook Issue 4). */
export interface GoalStanding {
  readonly goal: Pick<
    Goal,
    | 'id'
    | 'customerId'
    | 'name'
    | 'status'
    | 'pauseReason'
    | 'pausedBy'
    | 'pauseNote'
    | 'rejectReason'
    | 'nextDueAt'
    | 'version'
  >;
  readonly trial: {
    readonly id: string;
    readonly status: string;
    readonly endsAt: Date | null;
    readonly version: number;
  };
  /** Platforms the goal needs whose credential is not active, and how each stands. */
  readonly broken: readonly { readonly platform: PlatformName; readonly state: string }[];
  /** The limit that is reached, and when it frees, in words. */
  readonly limit: string | null;
  /** The newest run. */
  readonly run: LastRun | null;
}

export interface LastRun {
  readonly id: string;
  readonly status: GoalRun['status'];
  readonly attempts: number;
  readonly createdAt: Date;
  /** What went wrong, in one word. */
  readonly code: string | null;
  /** What went wrong, in words; null while nothing did. */
  readonly error: string | null;
  /** What to do about it. */
  readonly todo: string | null;
}

@Injectable()
export class GoalStandings {
  constructor(
    private readonly goals: GoalRepository,
    private readonly runs: GoalRunRepository,
    private readonly trials: TrialService,
    private readonly ledger: TrialLedger,
    private readonly credentials: CredentialTestService,
  ) {}

  /** Throws `not_found` (404). */
  async of(tx: Tx, goalId: string): Promise<GoalStanding> {
    const goal = await this.goals.get(tx.em, goalId);
    const [standing] = await this.standings(tx, goal.customerId, [goal]);
    if (!standing) throw new Error(`No standing of goal ${goalId}`);
    return standing;
  }

  /** Of those among the customer's goals, in their order; as many statements for fifty as for one. */
  async ofMany(tx: Tx, customerId: string, goalIds: readonly string[]): Promise<GoalStanding[]> {
    const goals = new Map(
      (await this.goals.among(tx.em, customerId, goalIds)).map((goal) => [goal.id, goal]),
    );
    const inOrder = goalIds.flatMap((id) => goals.get(id) ?? []);
    return this.standings(tx, customerId, inOrder);
  }

  private async standings(tx: Tx, customerId: string, goals: readonly Goal[]): Promise<GoalStanding[]> {
    if (goals.length === 0) return [];
    const trials = await this.trials.all(tx, [...new Set(goals.map(({ trialId }) => trialId))]);
    const refusals = await this.ledger.refusalsOf(tx, trials);
    const needed = new Map(goals.map((goal) => [goal.id, outlineOf(specOf(goal)).platforms]));
    const states = await this.credentials.freshness(tx, customerId, [
      ...new Set([...needed.values()].flat()),
    ]);
    const broken = states.filter(({ state }) => state !== 'fresh' && state !== 'stale');
    const runs = await this.runs.newest(
      tx.em,
      goals.map(({ id }) => id),
    );
    return goals.map((goal) => ({
      goal,
      trial: trialOf(goal, trials),
      broken: (needed.get(goal.id) ?? []).flatMap(
        (platform) => broken.find((one) => one.platform === platform) ?? [],
      ),
      limit: limitIn(refusals.get(goal.trialId)),
      run: lastRun(runs.get(goal.id)),
    }));
  }

  /** Of a customer's goals the first that does not go as it should, else the first; undefined where there is none. */
  async concerned(em: EntityManager, customerId: string): Promise<string | undefined> {
    const [row] = await em.execute<{ id: string }[]>(
      `select g.id from goal g
         left join lateral (select r.status from goal_run r where r.goal_id = g.id order by r.id desc limit 1) r on true
        where g.customer_id = ? and g.status <> 'archived'
        order by (g.status = 'approved' and coalesce(r.status, 'none') = 'completed'), g.created_at, g.id limit 1`,
      [customerId],
    );
    return row?.id;
  }
}

function trialOf({ id, trialId }: Goal, trials: readonly Trial[]): GoalStanding['trial'] {
  const found = trials.find((trial) => trial.id === trialId);
  if (!found) throw new Error(`Goal ${id} has no trial`);
  const { status, endsAt = null, version } = found;
  return { id: trialId, status, endsAt, version };
}

const limitIn = (refusal: AppError | undefined): string | null =>
  refusal?.code === 'trial_limit_reached' ? refusal.detail : null;

function lastRun(run: NewestRun | undefined): LastRun | null {
  if (!run) return null;
  const { id, status, attempt, createdAt, failureCode = null, failureDetail } = run;
  const ending = status === 'completed' ? null : endingOf(run, undefined);
  return {
    ...{ id, status, createdAt, attempts: attempt, code: failureCode },
    error: ending?.text ?? failureDetail ?? null,
    todo: ending?.todo ?? null,
  };
}
