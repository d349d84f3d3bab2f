import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { BusinessClock } from '../../src/platform/clocks/business-clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { dayKey } from '../../src/platform/time/wall-clock.js';
import type { Actor, StaffRole } from '../../src/platform/unit-of-work/actor.js';
import { AGENT_TYPES } from '../../src/agents/types/agent-types.js';
import type { AgentView } from '../../src/agents/agent-view.js';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import { DeliverableQueries } from '../../src/goals/deliverables/deliverable.queries.js';
import { DueGoalsTask } from '../../src/goals/due-goals.task.js';
import { GoalQueries } from '../../src/goals/goal.queries.js';
import type { GoalView, RunView } from '../../src/goals/goal-views.js';
import { RunGoalJob } from '../../src/goals/jobs/run-goal.job.js';
import { AGENT_RUNTIME, type AgentRuntime, type RunOutcome } from '../../src/goals/runtimes/agent-runtime.js';
import { marketMonitoring } from '../../src/goals/templates/market-monitoring.js';
import { ExpireTrialsTask } from '../../src/trials/expire-trials.task.js';
import { TrialNoticesTask } from '../../src/trials/trial-notices.task.js';
import type { TrialView } from '../../src/trials/trial-view.js';
import { TrialQueries } from '../../src/trials/trial.queries.js';
import type { TestApp } from './app.js';
import { insertCustomer } from './customers.js';
import { eventually } from './eventually.js';

export const staff = (role: StaffRole): Actor => ({ kind: 'staff', id: newId(), role });
export const customer = (id: string): Actor => ({ kind: 'customer', id, role: 'customer' });

export const SETTINGS = {
  ...AGENT_TYPES.trading.defaults,
  nickname: 'Alex - BTC Futures Trader',
  theme: 'Conservative, risk-managed trading',
};

/** A save of Step 9, its limits read back and confirmed. */
export const saving = (version: number | undefined, change: object = {}) => ({
  version,
  settings: { ...SETTINGS, ...change },
  limitsConfirmed: true,
});

type Failure = Extract<RunOutcome, { kind: 'failed' }>;

/** A runtime's answer that names a failure. */
export const failing = (failure: Failure['failure']): Failure => ({
  kind: 'failed',
  failure,
  detail: 'Delta Exchange could not be read.',
  tokens: 0,
});

interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly fields: readonly { readonly field: string }[];
}

/** Agents, trials and goals as people reach them: by commands and queries. */
export class GoalBench {
  readonly goals: GoalQueries;
  readonly deliverables: DeliverableQueries;
  readonly trials: TrialQueries;
  private readonly ops = staff('ops');

  constructor(readonly test: TestApp) {
    this.goals = test.app.get(GoalQueries);
    this.deliverables = test.app.get(DeliverableQueries);
    this.trials = test.app.get(TrialQueries);
  }

  async call<R>(name: string, id: string, input: unknown = {}, actor: Actor = this.ops): Promise<R> {
    const context = { actor, requestId: 'test' };
    return (await this.test.app.get(CommandDispatcher).dispatch(name, id, input, context)).body as R;
  }

  /** The refusal of a call that must fail. */
  async refusal(name: string, id: string, input: unknown = {}, actor: Actor = this.ops): Promise<Refusal> {
    return this.call(name, id, input, actor).then(
      () => Promise.reject(new Error(`${name} was not refused`)),
      (error: Refusal) => error,
    );
  }

  /** An active credential, put straight into the table. */
  async credential(customerId: string, validatedAt: Date, status = 'active'): Promise<string> {
    const id = newId();
    await this.test.sql(
      `insert into credential (id, customer_id, platform, status, environment, scopes, settings, set_at,
         last_validated_at, created_at, version) values (?, ?, 'delta', ?, 'sandbox', '{}', '{}', ?, ?, ?, 1)`,
      [id, customerId, status, validatedAt, validatedAt, validatedAt],
    );
    return id;
  }

  now(): Promise<Date> {
    return this.test.app.get(BusinessClock).now();
  }

  /** What a conversion records, from today on. */
  async terms() {
    const price = { amount: 1_000_000, currency: 'INR' };
    return { plan: 'Trading Agent, monthly', price, startsOn: dayKey(await this.now(), 'Asia/Kolkata') };
  }

  /** Moves the business clock and nothing else: upkeep has not been there yet. */
  async moveTo(instant: Date): Promise<void> {
    await this.test.app.get(BusinessClock).advanceTo(this.test.app.get(Database).em(), instant);
  }

  /** Moves the business clock to an instant and lets the trials and goals that are due have their turn. */
  async advanceTo(instant: Date): Promise<void> {
    await this.moveTo(instant);
    const now = await this.now();
    await this.test.app.get(ExpireTrialsTask).run(now);
    await this.test.app.get(TrialNoticesTask).run(now);
    await this.test.app.get(DueGoalsTask).run(now);
  }

  async draftAgent(): Promise<{ customerId: string; agent: AgentView }> {
    const customerId = await insertCustomer(this.test);
    return { customerId, agent: await this.call<AgentView>('agent.draft', customerId, { type: 'trading' }) };
  }

  /** A customer with a configured agent, an active credential and an active trial. */
  async onTrial(): Promise<{ customerId: string; agentId: string; trial: TrialView }> {
    const { customerId, agent } = await this.draftAgent();
    await this.call('agent.configure', agent.id, saving(agent.version));
    const { id } = await this.call<TrialView>('trial.create', customerId);
    await this.credential(customerId, await this.now());
    return { customerId, agentId: agent.id, trial: await this.call<TrialView>('trial.activate', id) };
  }

  /** A customer with a configured marketing agent on LinkedIn, connected, and an active trial. */
  async marketingOnTrial(): Promise<{ customerId: string; agentId: string; trial: TrialView }> {
    const customerId = await insertCustomer(this.test);
    const drafted = { type: 'marketing', platforms: ['linkedin'] };
    const agent = await this.call<AgentView>('agent.draft', customerId, drafted);
    const settings = {
      ...AGENT_TYPES.marketing.defaults,
      nickname: 'Sarah - LinkedIn Expert',
      theme: 'Healthcare marketing for hospitals',
      topics: ['Patient communication'],
    };
    await this.call('agent.configure', agent.id, { version: agent.version, settings });
    const { id } = await this.call<TrialView>('trial.create', customerId);
    const credential = await this.credential(customerId, await this.now());
    await this.test.sql("update credential set platform = 'linkedin' where id = ?", [credential]);
    return { customerId, agentId: agent.id, trial: await this.call<TrialView>('trial.activate', id) };
  }

  createGoal(customerId: string, agentId: string, change: object = {}): Promise<GoalView> {
    const parameters = { ...marketMonitoring.defaults, ...change };
    return this.call<GoalView>('goal.create', customerId, {
      agentId,
      template: 'market_monitoring',
      parameters,
    });
  }

  /** The same with an approved goal. */
  async withGoal(change: object = {}) {
    const setUp = await this.onTrial();
    const goal = await this.createGoal(setUp.customerId, setUp.agentId, change);
    const approved = await this.call<GoalView>('goal.approve', goal.id, { version: goal.version });
    return { ...setUp, goal: approved };
  }

  trigger(goalId: string): Promise<RunView> {
    return this.call<RunView>('goal.trigger', goalId);
  }

  async draftOf(runId: string): Promise<DeliverableView> {
    const draft = await this.deliverables.ofRun(runId);
    if (!draft) throw new Error(`run ${runId} delivered nothing`);
    return draft;
  }

  /** Do a run's job here and now, once, with a runtime that answers `outcome` (or the real one). */
  async work(
    runId: string,
    outcome?: RunOutcome | Error,
    signal = new AbortController().signal,
  ): Promise<unknown> {
    await this.test.sql('update goal_run set retry_at = null where id = ?', [runId]);
    const runtime = this.test.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const real = runtime.run.bind(runtime);
    if (outcome) {
      runtime.run = () => (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome));
    }
    const context = { signal, attempt: 1, last: false, jobId: 'test' };
    try {
      return await this.test.app.get(RunGoalJob, { strict: false }).handle({ id: runId }, context);
    } catch (error) {
      return { threw: (error as Error).message };
    } finally {
      if (outcome) runtime.run = real;
    }
  }

  /** A run of the goal, done with the real runtime, and its draft. */
  async finished(goalId: string): Promise<DeliverableView> {
    const run = await this.trigger(goalId);
    await this.work(run.id);
    // A worker of the same process may have been quicker.
    return eventually(() => this.draftOf(run.id));
  }

  tasksOf(trialId: string): Promise<{ tasks: number }[]> {
    return this.test.sql('select tasks from trial_day where trial_id = ? order by day', [trialId]);
  }
}
