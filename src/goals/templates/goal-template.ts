import type { z } from 'zod';
import type { AgentTypeName } from '../../agents/types/agent-types.js';
import type { PlatformName } from '../../agents/platform-names.js';
import type { ScheduleRule } from '../schedule/schedule-rule.js';

/** A stop that a person must pass before the agent acts outside. */
export interface ApprovalGate {
  readonly title: string;
  readonly on: boolean;
}

/** The outside action a goal's deliverable may propose; each is high-cost on trial (runbook Step 4). */
export type ProposedAction = 'post' | 'trade';

/** A kind of goal (runbook Step 10). */
export interface GoalTemplate<P> {
  readonly title: string;
  readonly description: string;
  readonly agentType: AgentTypeName;
  readonly parameters: z.ZodType<P>;
  /** The runbook's example. */
  readonly defaults: P;
  /** Tokens reserved for one run, at most. */
  readonly tokenCeiling: number;
  /** Tokens one run usually takes: the forecast, until the goal has runs of its own to measure. */
  readonly expectedTokens: number;
  /** Null: it only writes; nothing is done outside. */
  readonly proposes: ProposedAction | null;
  readonly schedule: (parameters: P) => ScheduleRule;
  /** Platforms whose credential a run needs. */
  readonly platforms: (parameters: P) => readonly PlatformName[];
  readonly gates: (parameters: P) => readonly ApprovalGate[];
  /** What the customer wrote in his own words, to be held against forbidden topics. */
  readonly freeTexts: (parameters: P) => readonly string[];
  /** A name for the goal, such as "Daily LinkedIn Post". */
  readonly name: (parameters: P) => string;
}
