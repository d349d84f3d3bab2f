import type { z } from 'zod';
import type { Facts } from '../facts/facts.js';
import type { Finding } from './evidence.js';

/** A line that is spoken or looked at: no record can show it, so a person ticks it. */
export interface TickLine {
  /** Stable: it stands in the rows. */
  readonly id: string;
  /** One press ticks a section. */
  readonly section: string;
  /** The runbook's words. */
  readonly line: string;
  /** Whether the line is asked of this customer; always, when absent. */
  readonly asked?: (facts: Facts) => boolean;
}

/** A command that moves a step on, as a button of its row. */
export interface StepCommand {
  readonly command: string;
  /** The id the command aims at; undefined while there is nothing to aim at, and no button then. */
  readonly subject: (facts: Facts) => string | undefined;
  /** Replaces the command's own title. */
  readonly label?: string | ((facts: Facts) => string);
  /** Whether it is offered now; by default while the step is not done. */
  readonly offered?: (facts: Facts, done: boolean) => boolean;
  /** Values the form starts with. */
  readonly defaults?: (facts: Facts) => Readonly<Record<string, unknown>>;
  /** Starts with the session note drafted from the facts, under `body`. */
  readonly draft?: 'session_note';
  /** Fields whose default is not to be changed here: they are passed on unseen. */
  readonly fixed?: readonly string[];
  /** Schemas in place of the command's own for fields that depend on the customer's agent. */
  readonly fields?: (facts: Facts) => Readonly<Record<string, z.ZodType>>;
  readonly confirm?: string;
  readonly tone?: 'quiet' | 'danger';
}

/** One step of the runbook, as data. */
export interface Step {
  readonly id: string;
  /** The runbook's number; null for what it asks without one. */
  readonly number: number | null;
  readonly title: string;
  /** The runbook's heading over it. */
  readonly section: string;
  readonly ticks?: readonly TickLine[];
  /** What must hold for the step to be done, beside its ticks. */
  readonly evidence: (facts: Facts) => readonly Finding[];
  /** What must go on holding once it is done; the evidence, when absent. */
  readonly stands?: (facts: Facts) => readonly Finding[];
  readonly commands: readonly StepCommand[];
  /** Pages that help with it. */
  readonly links?: (facts: Facts) => readonly StepLink[];
  /** What is at work on it now, in words. */
  readonly working?: (facts: Facts) => string | undefined;
  /** The goal run whose progress is shown in the step. */
  readonly follows?: (facts: Facts) => string | undefined;
}

/** A page of ours: a guide that is open to anybody, or one of the panel. */
export interface StepLink {
  readonly text: string;
  readonly href: string;
}

export const customerId = ({ customer }: Facts): string => customer.id;
