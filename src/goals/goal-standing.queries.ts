import { Injectable } from '@nestjs/common';
import type { PlatformName } from '../agents/platform-names.js';
import { CredentialTestService } from '../credentials/credential-test.service.js';
import type { EntityManager } from '../platform/database/database.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { TrialLedger } from '../trials/trial-ledger.js';
import { TrialService } from '../trials/trial.service.js';
import type { Goal } from './goal.entity.js';
import { specOf } from './goal-review.js';
import { GoalRepository } from './goal.repository.js';
import type { GoalRun } from './runs/goal-run.entity.js';
import { GoalRunRepository } from './runs/goal-run.repository.js';
import { endingOf } from './runs/run-ending.js';
import { outlineOf } from './templates/goal-templates.js';

/** All that decides whether a goal is run, as it stands now (runbook Issue 4). */
export interface GoalStanding {
  readonly goal: Pick<
    Goal,
    'id' | 'customerId' | 'name' | 'status' | 'pauseReason' | 'rejectReason' | 'nextDueAt' | 'version'
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
    const { id, status, endsAt = null, version } = await this.trials.get(tx, goal.trialId);
    const { platforms } = outlineOf(specOf(goal));
    const states = await this.credentials.freshness(tx, goal.customerId, platforms);
    const refusal = await this.ledger.refusal(tx, goal.trialId);
    return {
      goal,
      trial: { id, status, endsAt, version },
      broken: states.filter(({ state }) => state !== 'fresh' && state !== 'stale'),
      limit: refusal?.code === 'trial_limit_reached' ? refusal.detail : null,
      run: await this.lastRun(tx, goalId),
    };
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

  private async lastRun(tx: Tx, goalId: string): Promise<LastRun | null> {
    const [run] = await this.runs.ofGoal(tx.em, goalId, 1);
    if (!run) return null;
    const { id, status, attempt, createdAt, failureCode = null, failureDetail } = run;
    const ending = status === 'completed' ? null : endingOf(run, undefined);
    return {
      ...{ id, status, createdAt, attempts: attempt, code: failureCode },
      error: ending?.text ?? failureDetail ?? null,
      todo: ending?.todo ?? null,
    };
  }
}
