import type { Facts } from '../facts/facts.js';
import type { StepCommand } from '../runbook/step.js';
import type { ConnectionTrouble } from './connection-trouble.queries.js';
import type { GoalTrouble } from './goal-trouble.queries.js';
import type { LoginTrouble } from './login-trouble.queries.js';
import type { SavingTrouble } from './saving-trouble.queries.js';

/** What a diagnosis is judged by: the runbook's facts, and what was read for troubles beside them. */
export interface TroubleFacts extends AboutGoal {
  readonly login: LoginTrouble;
  /** One for each platform that the agent needs. */
  readonly connections: readonly ConnectionTrouble[];
  /** One for each agent. */
  readonly saves: readonly SavingTrouble[];
}

/** What the causes of Issue 4 are judged by. */
export interface AboutGoal {
  readonly facts: Facts;
  /** The goal in question; null where there is none. */
  readonly goal: GoalTrouble | null;
}

/** The same of a goal that is there. */
export interface AskedGoal extends AboutGoal {
  readonly goal: GoalTrouble;
}

/** Buttons, of a customer or of what was found. */
export type Helps = readonly StepCommand[] | ((trouble: TroubleFacts) => readonly StepCommand[]);

/** A page that shows more: a record, or a page of the panel. */
export interface Look {
  readonly text: string;
  readonly list?: string;
  readonly id?: string;
  /** The panel's page, such as `scheduler`. */
  readonly page?: string;
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
  readonly commands?: Helps;
  /** Where to look when it fails. */
  readonly look?: Look;
}

/** A cause for which it takes nothing but the goal and the runbook's facts to be found. */
export interface GoalCheck extends Check {
  readonly judge: (about: AboutGoal) => Verdict;
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
  readonly otherwise: Pick<Check, 'remedy'> & { readonly commands: Helps };
  /** What to look at, whatever the answer. */
  readonly looks?: (trouble: TroubleFacts) => readonly Look[];
}

/** Issue 4. */
export interface GoalIssue extends Issue {
  readonly checks: readonly GoalCheck[];
}

export const ok = (says: string): Verdict => ({ ok: true, says });
export const bad = (says: string): Verdict => ({ ok: false, says });
