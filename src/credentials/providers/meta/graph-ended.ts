import { failure, type FailureCode, type TestFailure } from '../test-report.js';
import type { GraphRefusal } from './graph-answer.js';

/** A check that could not be passed. */
export interface Ended {
  readonly outcome: 'rejected' | 'unreachable';
  readonly failure: TestFailure;
}

export const hasEnded = (found: object): found is Ended => 'failure' in found;

/** A refusal of Graph as the end of the check `step`. */
export const endedBy = ({ kind, code, ...facts }: GraphRefusal, step: string): Ended => ({
  outcome: kind,
  failure: failure(code, step, facts),
});

/** What we found ourselves in an answer. */
export const rejectedFor = (
  code: FailureCode,
  step: string,
  facts: Partial<Pick<TestFailure, 'providerCode' | 'missing'>> = {},
): Ended => ({ outcome: 'rejected', failure: failure(code, step, facts) });
