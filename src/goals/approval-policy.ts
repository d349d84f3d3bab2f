import type { SafetyFinding } from './safety/safety-facts.js';
import { passesAll } from './safety/safety-review.js';

/** Which goals a person approves: the first of each agent, all while on trial, or all (design 4, goal). */
export const APPROVAL_POLICIES = ['first_of_agent', 'all_on_trial', 'all'] as const;
export type ApprovalPolicy = (typeof APPROVAL_POLICIES)[number];
export const DEFAULT_POLICY: ApprovalPolicy = 'first_of_agent';

/** What decides whether a person is asked for a new goal. */
export interface ApprovalSituation {
  readonly agentHasApproved: boolean;
  readonly onTrial: boolean;
  /** Our team paused or rejected one like it, and its customer proposes this one: another name or hour revives nothing. */
  readonly stoppedBefore: boolean;
  readonly findings: readonly SafetyFinding[];
}

/** Whether a new goal approves itself: the policy asks for nobody and every finding passes. */
export function approvesItself(policy: ApprovalPolicy, situation: ApprovalSituation): boolean {
  const { agentHasApproved, onTrial, stoppedBefore, findings } = situation;
  if (policy === 'all' || !agentHasApproved || (policy === 'all_on_trial' && onTrial)) return false;
  return !stoppedBefore && passesAll(findings);
}
