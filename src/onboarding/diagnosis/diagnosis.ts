import type { Facts } from '../facts/facts.js';
import type { StepCommand } from '../runbook/step.js';
import type { ConnectionTrouble } from './connection-trouble.queries.js';
import type { LoginTrouble } from './login-trouble.queries.js';

/** What a diagnosis is judged by: the runbook's facts, and what was read for troubles beside them. */
export interface TroubleFacts {
  readonly facts: Facts;
  readonly login: LoginTrouble;
  /** One for each platform that the agent needs. */
  readonly connections: readonly ConnectionTrouble[];
}

/** A check's verdict, in words for ops; `ok: false` is a cause found. */
export interface Verdict {
  readonly ok: boolean;
  readonly says: string;
}

/** One possible cause, in the order the runbook looks for them. */
export interface Check {
  readonly id: string;
  /** Answered by yes where all is well: "Is the account Active?" */
  readonly question: string;
  readonly judge: (trouble: TroubleFacts) => Verdict;
  /** The runbook's remedy, or ours where it names none. */
  readonly remedy: string | ((trouble: TroubleFacts) => string);
  /** Buttons that help. */
  readonly commands?: readonly StepCommand[];
}

/** One of the runbook's Common Issues, as data. The first failing check is the answer. */
export interface Issue {
  /** `issue-5`. */
  readonly id: string;
  /** The runbook's heading. */
  readonly title: string;
  readonly symptoms: string;
  /** Whether it can befall this customer; always, when absent. */
  readonly asked?: (trouble: TroubleFacts) => boolean;
  readonly checks: readonly Check[];
  /** When every check holds: "If still fails: …". */
  readonly otherwise: { readonly remedy: string; readonly commands: readonly StepCommand[] };
}

export const ok = (says: string): Verdict => ({ ok: true, says });
export const bad = (says: string): Verdict => ({ ok: false, says });
