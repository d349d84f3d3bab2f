import {
  credentialsFinding,
  gatesFinding,
  hoursFinding,
  limitsFinding,
  topicsFinding,
} from './conduct-rules.js';
import { frequencyFinding, tokenFinding } from './load-rules.js';
import type { SafetyFacts, SafetyFinding, SafetyRule } from './safety-facts.js';

const RULES: Record<SafetyRule, (facts: SafetyFacts) => SafetyFinding> = {
  frequency: frequencyFinding,
  tokens: tokenFinding,
  limits: limitsFinding,
  approval_gates: gatesFinding,
  posting_hours: hoursFinding,
  credentials: credentialsFinding,
  forbidden_topics: topicsFinding,
};

/** The review ops do before "Approve Goal" (runbook Step 10, design 5.6): one finding for each rule. */
export function reviewGoal(facts: SafetyFacts): SafetyFinding[] {
  return Object.values(RULES).map((rule) => rule(facts));
}

/** A failing finding blocks approval until fixed, or overridden by an admin with a reason. */
export function blocksApproval(findings: readonly SafetyFinding[]): boolean {
  return findings.some(({ level }) => level === 'fail');
}

/** Later goals with nothing but passing findings may approve themselves. */
export function passesAll(findings: readonly SafetyFinding[]): boolean {
  return findings.every(({ level }) => level === 'pass');
}
