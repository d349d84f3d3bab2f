/**
 * What the Runbook page is drawn from: the answer of `GET /admin/data/customers/:id/onboarding`.
 * Types only, so that the page's components may import them. Instants are ISO 8601 strings in UTC.
 */

export type StepState = 'open' | 'done' | 'warning';

/** JSON Schema (draft 2020-12) of a command's input, as `z.toJSONSchema` writes it. */
export type InputSchema = Readonly<Record<string, unknown>>;

/** A button: dispatches `POST /admin/commands/:command`. */
export interface StepAction {
  /** Name of the command: `trial.activate`. */
  readonly command: string;
  /** Id of the thing the command changes; null when it makes a new one that belongs to no row yet. */
  readonly subjectId: string | null;
  /** The runbook's words: "Approve Goal". */
  readonly label: string;
  /** Why it cannot be pressed now; absent when it can. */
  readonly disabledReason?: string;
  /** Absent: the command needs no input and the button acts at once. */
  readonly schema?: InputSchema;
  /** Values the form starts with. Properties of the schema that are only here stay hidden if `readOnly`. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** The form's introduction or the question asked before a button without a form acts. */
  readonly confirm?: string;
  /** How loud the button is; by default the first enabled action of an open step is `primary`. */
  readonly tone?: 'primary' | 'quiet' | 'danger';
}

/** A fact that proves a step, latched when it first held. */
export interface StepProof {
  readonly text: string;
  readonly at: string;
  /** Who did it, in words: "ops@waooaw.com", "the customer", "Priya Sharma, for the customer". */
  readonly by: string;
}

/** A line that is spoken: no fact can show it, so a person ticks it. */
export interface StepTick {
  readonly id: string;
  /** One press ticks a whole section. */
  readonly section: string;
  readonly line: string;
  readonly tickedAt?: string;
  readonly by?: string;
}

export interface OnboardingStep {
  readonly id: string;
  /** "1" … "14"; "Activate" has no number of the runbook and sends null. */
  readonly number: number | null;
  readonly title: string;
  /** The runbook's section, used as a heading: "Trial Setup". */
  readonly section: string;
  readonly state: StepState;
  readonly proof?: readonly StepProof[];
  /** Facts that are missing, one sentence each. With state `warning`: what stopped holding. */
  readonly missing?: readonly string[];
  readonly actions: readonly StepAction[];
  /** Pages of ours that help with it. */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  readonly ticks?: readonly StepTick[];
  /** What the tick boxes send: input `{ lines: string[], done: boolean }`. Absent: shown, not pressable. */
  readonly tickAction?: { readonly command: string; readonly subjectId: string };
  /** A job is at work on this step now. */
  readonly running?: boolean;
  /** What is running, in words: "Testing the connection". */
  readonly runningText?: string;
  /** Id of the goal run that the step is about: its stages are shown, live while it runs. */
  readonly run?: string;
}

export interface OnboardingCustomer {
  readonly id: string;
  /** "C-1042". */
  readonly number: string;
  readonly companyName: string;
  readonly status: string;
  readonly csm: { readonly name: string; readonly email: string } | null;
  /** IANA zone of the customer. */
  readonly timezone: string | null;
  /** 48 hours without a step done and nobody waited for. */
  readonly stuck: boolean;
  readonly waiting: OnboardingWait | null;
}

/** Whom and what a parked onboarding waits for. */
export interface OnboardingWait {
  readonly on: 'customer' | 'us';
  readonly whatFor: string;
  readonly since: string;
  readonly followUpAt: string;
  /** The follow-up has come: not parked any more. */
  readonly due: boolean;
  readonly nudge: boolean;
  /** When the customer is reminded next. */
  readonly nextNudgeAt: string | null;
  /** Resume, and change; empty for who may not. */
  readonly actions: readonly StepAction[];
}

export interface OnboardingView {
  readonly customer: OnboardingCustomer;
  readonly runbookVersion: string;
  readonly steps: readonly OnboardingStep[];
  /** Something runs for this customer: the page asks again every two seconds while it is true. */
  readonly working: boolean;
}
