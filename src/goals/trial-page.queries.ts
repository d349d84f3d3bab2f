import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { TrialExtensionRepository } from '../trials/trial-extensions.repository.js';
import { TrialQueries } from '../trials/trial.queries.js';
import { TrialUsageRepository, type KeptRefusal } from '../trials/trial-usage.repository.js';
import type { TrialView } from '../trials/trial-view.js';
import { specOf } from './goal-review.js';
import { GoalRepository } from './goal.repository.js';
import { countBetween } from './schedule/occurrences.js';
import { outlineOf } from './templates/goal-templates.js';
import type { ProvenRefusal, TrialPage } from './trial-page.js';

const READER = systemActor('trial page');
const DAY_MS = 86_400_000;
const REFUSALS = 10;

/** Reads of one trial for its page: usage, forecast, and each refusal with its proof. */
@Injectable()
export class TrialPageQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly trials: TrialQueries,
    private readonly usage: TrialUsageRepository,
    private readonly extensions: TrialExtensionRepository,
    private readonly goals: GoalRepository,
  ) {}

  /** Throws `not_found` (404). */
  async page(id: string): Promise<TrialPage> {
    const trial = await this.trials.view(id);
    return this.unitOfWork.look(READER, async (tx) => {
      const refusals = await this.usage.refusals(tx.em, id, REFUSALS);
      const proven: ProvenRefusal[] = [];
      for (const refusal of refusals) proven.push(await this.proven(tx.em, id, refusal));
      const extensions = await this.extensions.of(tx.em, id);
      const freed = await this.usage.freed(tx.em, id, REFUSALS);
      return {
        trial,
        forecast: trial.status === 'active' ? await this.forecast(tx, trial) : null,
        extensions: extensions.map(({ at, hours, reason, approverRole }) => ({
          ...{ hours, reason, by: approverRole },
          at: at.toISOString(),
        })),
        freed: freed.map((line) => ({ ...line, at: new Date(line.at).toISOString() })),
        refusals: proven,
        refusalsInAll: refusals[0]?.total ?? 0,
      };
    });
  }

  private async proven(em: EntityManager, trialId: string, refusal: KeptRefusal): Promise<ProvenRefusal> {
    const { total: _total, day, ...kept } = refusal;
    const ofDay = kept.limit === 'daily_tasks' ? day : null;
    const lines = kept.limit === 'trial_end' ? [] : await this.usage.linesAt(em, trialId, kept.at, ofDay);
    const iso = (at: string): string => new Date(at).toISOString();
    return {
      ...kept,
      at: iso(kept.at),
      freesAt: kept.freesAt && iso(kept.freesAt),
      lines: lines.map(({ runId, reservedAt, tokens }) => ({ runId, at: iso(reservedAt), tokens })),
    };
  }

  private async forecast(tx: Tx, trial: TrialView): Promise<TrialPage['forecast']> {
    const goals = (await this.goals.live(tx.em, trial.id)).map((goal) => outlineOf(specOf(goal)));
    const measured = await this.usage.tokensPerRun(tx.em, trial.id);
    const expected = goals.reduce((sum, { expectedTokens }) => sum + expectedTokens, 0) / goals.length;
    const tokensPerRun = Math.ceil(measured ?? expected);
    if (!Number.isFinite(tokensPerRun) || tokensPerRun <= 0) return null;
    const runsLeft = Math.floor(trial.tokensLeft / tokensPerRun);
    const week = new Date(tx.now.getTime() + 7 * DAY_MS);
    const planned =
      goals.reduce((sum, { cron }) => sum + countBetween(cron, trial.zone, tx.now, week), 0) / 7;
    const pace = Math.min(planned, trial.dailyTasks);
    const runsOut = pace > 0 ? new Date(tx.now.getTime() + (runsLeft / pace) * DAY_MS).toISOString() : null;
    const lasts = runsOut === null || (trial.endsAt !== null && runsOut >= trial.endsAt);
    return { tokensPerRun, measured: measured !== null, runsLeft, endsAt: lasts ? null : runsOut };
  }
}
