import type { AgentSettings, AgentTypeName } from '../../agents/types/agent-types.js';
import type { MarketingPlatform, PlatformName } from '../../agents/platform-names.js';
import type { MarketChart } from './market/market-chart.js';
import type { MarketTold } from './market/market-told.js';
import type { RunMemory } from './run-memory.js';
import type { GoalSpec } from '../templates/goal-templates.js';

/** An agent's type with the settings that belong to it. */
export type RunAgent = {
  [T in AgentTypeName]: { readonly type: T; readonly settings: AgentSettings[T] };
}[AgentTypeName];

/** All that a runtime is told: no secret, no id of the customer. */
export interface RunInput {
  readonly goal: GoalSpec;
  readonly agent: RunAgent;
  /** The customer's IANA zone: windows and written times are in it. */
  readonly zone: string;
  /** Tokens reserved for this run; the output may not take more. */
  readonly tokenBudget: number;
  /** Approved outside actions of this agent on the customer's current day. */
  readonly actionsToday: number;
  /** Set when a person asked for another draft. `number` counts up from 1. */
  readonly regeneration: { readonly number: number; readonly feedback: string } | null;
  /** Platforms chosen for the agent (runbook Step 6). */
  readonly platforms: readonly PlatformName[];
  /** What the goal's last completed run left for this one; null before the first. */
  readonly memory: RunMemory | null;
}

/** What a run of the template by an agent of the type is told. */
export type InputOf<T extends GoalSpec['template'], A extends AgentTypeName> = RunInput & {
  readonly goal: Extract<GoalSpec, { template: T }>;
  readonly agent: Extract<RunAgent, { type: A }>;
};

export const RUN_STAGES = ['fetching', 'computing', 'writing', 'checking'] as const;
export type RunStage = (typeof RUN_STAGES)[number];

export interface RunContext {
  /** Aborted with a `TimeoutError` when the run takes too long, with anything else when it is cancelled. */
  readonly signal: AbortSignal;
  /** Tells a watching person what happens now. */
  progress(stage: RunStage, text: string): Promise<void>;
  /** The business clock. */
  now(): Date;
}

export type FailureClass =
  | 'never_called'
  | 'unreachable'
  | 'rejected'
  | 'timeout'
  | 'malformed'
  | 'unfit'
  | 'not_set_up'
  | 'over_budget'
  | 'cancelled'
  | 'worker_lost'
  | 'internal';

interface FailureRule {
  /** Whether another attempt may help. */
  readonly retry: boolean;
  /** Whether the task goes back to the customer when every attempt ended like this (design 4, goal run). */
  readonly returnsTask: boolean;
  readonly meaning: string;
  readonly remedy: string;
}

/** What each way of failing means and what follows from it. */
export const FAILURES: Record<FailureClass, FailureRule> = {
  never_called: {
    retry: true,
    returnsTask: true,
    meaning: 'The run ended before the agent was called.',
    remedy: 'Trigger it again; the task was given back.',
  },
  unreachable: {
    retry: true,
    returnsTask: true,
    meaning: 'The outside service did not answer.',
    remedy:
      'Trigger it again in a few minutes. If it persists, check the scheduler and escalate to engineering.',
  },
  rejected: {
    retry: false,
    returnsTask: false,
    meaning: 'The work was refused, and trying again would change nothing.',
    remedy: 'Change the goal or the agent’s settings as the reason says.',
  },
  timeout: {
    retry: true,
    returnsTask: false,
    meaning: 'The agent took longer than a run may take.',
    remedy: 'Trigger it again; if it persists, escalate to engineering.',
  },
  malformed: {
    retry: true,
    returnsTask: false,
    meaning: 'The answer could not be understood.',
    remedy: 'Trigger it again; if it persists, escalate to engineering.',
  },
  unfit: {
    retry: true,
    returnsTask: false,
    meaning: 'The draft broke a rule that every draft is held against.',
    remedy: 'Trigger it again; if it persists, change the goal or the agent’s settings as the reason says.',
  },
  not_set_up: {
    retry: false,
    returnsTask: true,
    meaning: 'The language model refuses this installation.',
    remedy:
      'Escalate to engineering, who set LLM_BASE_URL, LLM_MODEL and LLM_API_KEY; then trigger it again.',
  },
  over_budget: {
    retry: false,
    returnsTask: false,
    meaning: 'The output needs more tokens than are left.',
    remedy: 'The tokens of a trial do not come back; convert the trial to go on.',
  },
  internal: {
    retry: true,
    returnsTask: false,
    meaning: 'A fault of ours stopped the run.',
    remedy: 'Engineering sees it in the log. Trigger it again; if it persists, escalate to engineering.',
  },
  worker_lost: {
    retry: false,
    returnsTask: true,
    meaning: 'Its worker died, and none took the run up again.',
    remedy: 'Trigger it again; if it persists, check Health > Scheduler and escalate to engineering.',
  },
  cancelled: {
    retry: false,
    returnsTask: false,
    meaning: 'A person cancelled the run.',
    remedy: 'Trigger it again when wanted.',
  },
};

/** One limit a proposal was held against, as people read it. */
export interface LimitCheck {
  readonly limit: string;
  readonly value: string;
  readonly allowed: string;
  /** Whether the value keeps to it; absent where it is not a limit that can be passed. */
  readonly passes?: boolean;
}

/** An order that is only suggested: nothing is sent until a person approves. */
export interface TradeProposal {
  readonly kind: 'trade';
  readonly side: 'buy' | 'sell';
  readonly coin: string;
  readonly symbol: string;
  readonly contracts: number;
  /** Decimal texts as the exchange gave them; the notional follows from them. */
  readonly contractValue: string;
  readonly markPrice: string;
  /** ISO instant of the mark price, by the exchange's clock; absent in earlier proposals. */
  readonly markPriceAt?: string;
  readonly inrRate: string;
  readonly notional: { readonly amount: number; readonly currency: 'INR' };
  readonly basis: string;
  readonly checks: readonly LimitCheck[];
  readonly approvalRequired: true;
}

/** A post that is only drafted. */
export interface PostProposal {
  readonly kind: 'post';
  readonly platform: MarketingPlatform;
  readonly hashtags: readonly string[];
  /** ISO instant: the earliest moment inside the posting hours with a post left for the day. */
  readonly notBefore: string;
  readonly checks: readonly LimitCheck[];
  readonly approvalRequired: true;
}
export type Proposal = TradeProposal | PostProposal;

export interface RunCompleted {
  readonly kind: 'completed';
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly proposal: Proposal | null;
  /** Computed, whoever wrote the text; absent where there is nothing to draw. */
  readonly chart?: MarketChart;
  /** For the reviewer's eyes only, never part of what is posted. */
  readonly remarks: readonly string[];
  /** Figures of the text that nobody gave, as written; a person is warned of them. Absent where there are none. */
  readonly unproven?: readonly string[];
  readonly tokens: number;
  /** For the goal's next run, in place of what was left before; absent: that stays. */
  readonly memory?: RunMemory;
  /** What the engine was told and may not repeat: lines of its prompt, the fence around data. Never kept. */
  readonly confidential?: readonly string[];
  /** What a model wrote of the body; the rest was computed, or quoted from others. Never kept apart. */
  readonly written?: string;
  /** What was computed of a market, for a check of what a model says of it. Never kept apart. */
  readonly told?: MarketTold;
}

export interface RunFailure {
  readonly kind: 'failed';
  readonly failure: FailureClass;
  /** What happened, for people; without secrets or customer content. */
  readonly detail: string;
  readonly tokens: number;
  /** The service asked to be left alone for so many milliseconds (`Retry-After`). */
  readonly retryAfterMs?: number | undefined;
}
export type RunOutcome = RunCompleted | RunFailure;

/** Port: whatever does an agent's work. Never throws for a failure that it can name. */
export interface AgentRuntime {
  /** The engine, as it is kept with each run: `built-in`, or `model <name>`. */
  readonly name: string;
  run(input: RunInput, context: RunContext): Promise<RunOutcome>;
}

/** Token under which the one runtime of this process is injected. */
export const AGENT_RUNTIME = Symbol('agent runtime');

/** Thrown inside a runtime to end the run with a named failure. */
export class RunFailedError extends Error {
  override name = 'RunFailedError';
  constructor(
    readonly failure: FailureClass,
    message: string,
    /** Tokens used until then, and how long the service asked to be left alone. */
    readonly more: { readonly tokens?: number; readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
  }
}

/** The built-in measure of design 4: a token for every four characters of output, rounded up. */
export function tokensOf(output: string): number {
  return Math.ceil([...output].length / 4);
}
