import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Goal } from './goal.entity.js';
import { goalCreated } from './goal.entries.js';
import type { PauseReason } from './goal.states.js';
import type { GoalTemplateName } from './templates/goal-templates.js';

type GivenLater =
  | 'version'
  | 'limitsChanged'
  | 'pauseReason'
  | 'pausedBy'
  | 'pauseNote'
  | 'nextDueAt'
  | 'livedUntil'
  | 'approvedAt'
  | 'approvedBy'
  | 'overrideReason'
  | 'rejectReason';

/** A goal and whose it is, as people tell it. */
export interface NamedGoal {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly company: string;
}

/** The goals of one agent, as its customer's proposals are held against them. */
export interface AgentGoals {
  /** All that are not archived, whoever made them. */
  readonly kept: number;
  /** Of these, the ones that the customer proposed and that wait for approval. */
  readonly waiting: number;
}

/** Some of a list that begins with the newest. */
export interface GoalsBefore {
  /** The last that was seen; undefined at the beginning. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** The newest entry of a goal's history. */
export interface LastChange {
  readonly type: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
}

@Injectable()
export class GoalRepository {
  /** Throws `not_found` (404). */
  async get(em: EntityManager, id: string): Promise<Goal> {
    const goal = await em.findOne(Goal, { id });
    if (!goal) throw commonErrors.not_found(`There is no goal with the id ${id}.`);
    return goal;
  }

  /** As it is now, whatever was read of it before. */
  fresh(em: EntityManager, id: string): Promise<Goal> {
    return em.findOneOrFail(Goal, { id }, { refresh: true });
  }

  async getLocked(em: EntityManager, id: string): Promise<Goal> {
    const goal = await em.findOne(Goal, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!goal) throw commonErrors.not_found(`There is no goal with the id ${id}.`);
    return goal;
  }

  /** Newest first. */
  ofCustomer(em: EntityManager, customerId: string): Promise<Goal[]> {
    return em.find(Goal, { customerId }, { orderBy: { id: 'desc' } });
  }

  /** Those of them that are the customer's. */
  among(em: EntityManager, customerId: string, ids: readonly string[]): Promise<Goal[]> {
    return em.find(Goal, { customerId, id: { $in: [...ids] } });
  }

  /** Those that are not archived, newest first. */
  kept(em: EntityManager, customerId: string, { before, limit }: GoalsBefore): Promise<Goal[]> {
    return em.find(
      Goal,
      { customerId, status: { $ne: 'archived' }, ...(before === undefined ? {} : { id: { $lt: before } }) },
      { orderBy: { id: 'desc' }, limit },
    );
  }

  /** The goals that are not archived, by agent; agents without one are left out. Who proposed stands in the history. */
  async counted(em: EntityManager, customerId: string): Promise<Map<string, AgentGoals>> {
    const rows = await em.execute<(AgentGoals & { agentId: string })[]>(
      `select g.agent_id as "agentId", count(*)::int as kept,
              count(*) filter (where g.status = 'pending_approval' and exists (
                select 1 from history_entry h
                 where h.subject_id = g.id and h.type = ? and h.actor_kind = 'customer'))::int as waiting
         from goal g where g.customer_id = ? and g.status <> 'archived' group by g.agent_id`,
      [goalCreated.type, customerId],
    );
    return new Map(rows.map(({ agentId, ...counts }) => [agentId, counts]));
  }

  /** Those that exist, in the order in which customers are locked, whoever asks; then the longest waiting first. */
  named(em: EntityManager, ids: readonly string[]): Promise<NamedGoal[]> {
    return em.execute(
      `select g.id, g.name, c.number, c.company_name as company
         from goal g join customer c on c.id = g.customer_id
        where g.id in (${ids.map(() => '?').join(', ')}) order by g.customer_id, g.pending_since, g.id`,
      [...ids],
    );
  }

  /** The manager of a goal's customer. */
  async owner(em: EntityManager, customerId: string): Promise<{ id: string; name: string }> {
    const [row] = await em.execute<{ id: string; name: string }[]>(
      'select m.id, m.name from customer c join csm m on m.id = c.csm_id where c.id = ?',
      [customerId],
    );
    if (!row) throw new Error(`Customer ${customerId} has no manager`);
    return row;
  }

  async lastChange(em: EntityManager, id: string): Promise<LastChange | null> {
    const [row] = await em.execute<(Omit<LastChange, 'at'> & { at: Date | string })[]>(
      `select type, at, actor_kind as "actorKind", actor_id as "actorId" from history_entry
        where subject_id = ? order by at desc, id desc limit 1`,
      [id],
    );
    return row ? { ...row, at: new Date(row.at) } : null;
  }

  /** Approved goals that share a trial. */
  live(em: EntityManager, trialId: string): Promise<Goal[]> {
    return em.find(Goal, { trialId, status: 'approved' });
  }

  liveOfAgent(em: EntityManager, agentId: string): Promise<Goal[]> {
    return em.find(Goal, { agentId, status: 'approved' });
  }

  pausedOfAgent(em: EntityManager, agentId: string): Promise<Goal[]> {
    return em.find(Goal, { agentId, status: 'paused' });
  }

  liveOfCustomer(em: EntityManager, customerId: string): Promise<Goal[]> {
    return em.find(Goal, { customerId, status: 'approved' });
  }

  pausedFor(em: EntityManager, customerId: string, pauseReason: PauseReason): Promise<Goal[]> {
    return em.find(Goal, { customerId, status: 'paused', pauseReason });
  }

  /** Whether a goal of the agent was approved by a person before. */
  async hasApproved(em: EntityManager, agentId: string): Promise<boolean> {
    return (await em.count(Goal, { agentId, approvedAt: { $ne: null } })) > 0;
  }

  /** Whether our team paused a goal of the agent by this template, or rejected one, withdrawn since or not. */
  async hasStopped(em: EntityManager, agentId: string, template: GoalTemplateName): Promise<boolean> {
    const stopped = await em.count(Goal, {
      agentId,
      template,
      $or: [
        { status: 'paused', pauseReason: 'contained' },
        { status: 'paused', pauseReason: 'person', pausedBy: { $ne: 'customer' } },
        { rejectReason: { $ne: null } },
      ],
    });
    return stopped > 0;
  }

  /** Mean tokens of completed runs, by goal; goals without one are left out. */
  async measuredTokens(em: EntityManager, goalIds: readonly string[]): Promise<Map<string, number>> {
    if (goalIds.length === 0) return new Map();
    const rows = await em.execute<{ id: string; tokens: number }[]>(
      `select goal_id as id, avg(tokens_used)::float as tokens from goal_run
        where status = 'completed' and goal_id in (${goalIds.map(() => '?').join(', ')}) group by goal_id`,
      [...goalIds],
    );
    return new Map(rows.map(({ id, tokens }) => [id, tokens]));
  }

  /** Approved goals that are due, the longest due first. */
  async due(em: EntityManager, now: Date, atMost: number): Promise<{ id: string; customerId: string }[]> {
    return em.execute(
      `select id, customer_id as "customerId" from goal
        where status = 'approved' and next_due_at <= ? order by next_due_at limit ?`,
      [now, atMost],
    );
  }

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(next_due_at) as due from goal where status = 'approved'`,
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  add(em: EntityManager, goal: Omit<Goal, GivenLater>): Goal {
    const made = em.create(Goal, {
      ...goal,
      pauseReason: null,
      pausedBy: null,
      pauseNote: null,
      limitsChanged: false,
      nextDueAt: null,
      livedUntil: null,
      approvedAt: null,
      approvedBy: null,
      overrideReason: null,
      rejectReason: null,
    });
    em.persist(made);
    return made;
  }
}
