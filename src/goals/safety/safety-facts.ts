import type { BoundsProfile } from '../../agents/types/agent-type.js';
import type { PlatformName } from '../../agents/platform-names.js';
import type { RunAgent } from '../runtimes/agent-runtime.js';
import type { GoalSpec } from '../templates/goal-templates.js';

/** A goal as the review counts it. */
export interface ReviewedGoal {
  readonly name: string;
  readonly spec: GoalSpec;
  /** Mean tokens of its completed runs; null before the first. */
  readonly measuredTokens: number | null;
}

/** What the trial still allows; null in the facts once the agent is hired. */
export interface TrialFacts {
  readonly dailyTasks: number;
  /** Neither used nor reserved. */
  readonly tokensLeft: number;
  /** Null while pending: then a whole trial lies ahead. */
  readonly endsAt: Date | null;
}

/** Everything the safety review looks at, read in one go. */
export interface SafetyFacts {
  readonly now: Date;
  readonly zone: string;
  readonly profile: BoundsProfile;
  readonly goal: ReviewedGoal;
  /** The other live goals that share the trial: approved ones, not paused, not this one. */
  readonly otherGoals: readonly ReviewedGoal[];
  readonly agent: RunAgent;
  /** Platforms chosen for the agent. */
  readonly platforms: readonly PlatformName[];
  /** The newest credential of each platform, by its state. */
  readonly credentials: readonly { readonly platform: PlatformName; readonly status: string }[];
  readonly trial: TrialFacts | null;
}

export const SAFETY_RULES = [
  'frequency',
  'tokens',
  'limits',
  'approval_gates',
  'posting_hours',
  'credentials',
  'forbidden_topics',
] as const;
export type SafetyRule = (typeof SAFETY_RULES)[number];

/** One line of the review, with the figures it rests on. */
export interface SafetyFinding {
  readonly rule: SafetyRule;
  readonly level: 'pass' | 'warn' | 'fail';
  readonly text: string;
  readonly figures: Readonly<Record<string, string | number>>;
}
