import { Injectable } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import { agentErrors } from '../agents/agent.errors.js';
import type { PlatformName } from '../agents/platform-names.js';
import type { Agent } from '../agents/agent.entity.js';
import { CredentialTestService } from '../credentials/credential-test.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Trial } from '../trials/trial.entity.js';
import { TrialService } from '../trials/trial.service.js';
import { goalErrors } from './goal.errors.js';
import type { Goal } from './goal.entity.js';
import { GoalRepository } from './goal.repository.js';
import type { RunAgent } from './runtimes/agent-runtime.js';
import { reviewGoal } from './safety/safety-review.js';
import type { ReviewedGoal, SafetyFinding, TrialFacts } from './safety/safety-facts.js';
import { parseGoal, type GoalSpec } from './templates/goal-templates.js';

/** A goal to be reviewed; `id` null before it is made. */
export interface Candidate {
  readonly id: string | null;
  readonly name: string;
  readonly spec: GoalSpec;
  readonly customerId: string;
  readonly agentId: string;
  readonly trialId: string;
}

/** Reads the facts of the safety review (runbook Step 10) and reviews. */
@Injectable()
export class GoalReview {
  constructor(
    private readonly goals: GoalRepository,
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
    private readonly trials: TrialService,
    private readonly credentials: CredentialTestService,
  ) {}

  async review(
    tx: Tx,
    { id, name, spec, customerId, agentId, trialId }: Candidate,
  ): Promise<SafetyFinding[]> {
    const agent = await this.agents.get(tx, agentId);
    const trial = await this.trials.get(tx, trialId);
    const { timezone } = await this.customers.get(tx, customerId);
    const others = (await this.goals.live(tx.em, trialId)).filter((goal) => goal.id !== id);
    const measured = await this.goals.measuredTokens(tx.em, [
      ...others.map((goal) => goal.id),
      ...(id ? [id] : []),
    ]);
    const platforms = await this.credentials.freshness(tx, customerId, agent.platforms);
    return reviewGoal({
      now: tx.now,
      zone: timezone,
      profile: agent.boundsProfile,
      goal: { name, spec, measuredTokens: id ? (measured.get(id) ?? null) : null },
      otherGoals: others.map((goal) => reviewed(goal, measured)),
      agent: runAgent(agent),
      platforms: agent.platforms,
      credentials: platforms.flatMap(({ platform, state }) =>
        state === 'missing'
          ? []
          : [{ platform, status: state === 'fresh' || state === 'stale' ? 'active' : state }],
      ),
      trial: trialFacts(trial),
    });
  }

  /** Whether a platform of these has no active credential. */
  async lacksCredential(tx: Tx, customerId: string, platforms: readonly PlatformName[]): Promise<boolean> {
    const states = await this.credentials.freshness(tx, customerId, platforms);
    return states.some(({ state }) => state !== 'fresh' && state !== 'stale');
  }

  /** The same for a stored goal, as things stand now. */
  reviewStored(tx: Tx, goal: Goal): Promise<SafetyFinding[]> {
    const { id, name, customerId, agentId, trialId } = goal;
    return this.review(tx, { id, name, spec: specOf(goal), customerId, agentId, trialId });
  }

  /** The trial that a stored goal runs under. */
  trialOf(tx: Tx, { trialId }: Pick<Goal, 'trialId'>): Promise<Trial> {
    return this.trials.get(tx, trialId);
  }

  /** The trial that a new goal of the agent runs under. Throws `goal_without_trial` (409). */
  async trialFor(tx: Tx, agentId: string): Promise<Trial> {
    const trial = await this.trials.current(tx, agentId);
    if (!trial) throw goalErrors.goal_without_trial('No trial was created for this agent.');
    return trial;
  }
}

/** A stored goal's template and parameters. */
export function specOf({ template, params }: Pick<Goal, 'template' | 'params'>): GoalSpec {
  return parseGoal(template, params);
}

/** The agent as a runtime and the review see it. Throws `agent_not_configured` (409). */
export function runAgent({ type, settings }: Agent): RunAgent {
  if (!settings) throw agentErrors.agent_not_configured('It is still a draft.');
  return { type, settings } as RunAgent;
}

function reviewed(goal: Goal, measured: Map<string, number>): ReviewedGoal {
  return { name: goal.name, spec: specOf(goal), measuredTokens: measured.get(goal.id) ?? null };
}

function trialFacts(trial: Trial): TrialFacts | null {
  if (trial.status === 'converted') return null;
  const { dailyTasks, tokensTotal, tokensUsed, tokensReserved, endsAt } = trial;
  return {
    dailyTasks,
    tokensLeft: Math.max(0, tokensTotal - tokensUsed - tokensReserved),
    endsAt: endsAt ?? null,
  };
}
