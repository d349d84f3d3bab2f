import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/database.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import { GoalRepository } from '../goal.repository.js';
import { attemptView, eventView, runView } from '../goal-views.js';
import type { GoalRun } from './goal-run.entity.js';
import { GoalRunRepository } from './goal-run.repository.js';
import { endingOf } from './run-ending.js';
import type { RunPage } from './run-page.js';

/** Reads of one run, with how it went. */
@Injectable()
export class RunQueries {
  constructor(
    private readonly database: Database,
    private readonly runs: GoalRunRepository,
    private readonly goals: GoalRepository,
    private readonly deliverables: DeliverableRepository,
  ) {}

  /** Throws `not_found` (404). */
  async page(id: string): Promise<RunPage> {
    const em = this.database.em();
    return this.pageOf(em, await this.runs.get(em, id));
  }

  private async pageOf(em: EntityManager, run: GoalRun): Promise<RunPage> {
    const { name } = await this.goals.get(em, run.goalId);
    const events = await this.runs.events(em, run.id);
    const draft = await this.deliverables.ofRun(em, run.id);
    return {
      ...runView(run),
      goalName: name,
      stages: events.map(eventView),
      attempts: (await this.runs.attempts(em, run.id)).map(attemptView),
      ending: endingOf(run, events.at(-1)),
      deliverable: draft && { id: draft.id, title: draft.title, status: draft.status },
    };
  }
}
