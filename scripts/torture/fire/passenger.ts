import { Inbox } from '../../demo/inbox.js';
import { Rest } from '../../demo/rest.js';
import type { DemoStep } from '../../demo/script.js';
import { ACCOUNT_STEPS } from '../../demo/steps-account.js';
import { GOAL_STEPS } from '../../demo/steps-goal.js';
import { HANDOFF_STEPS } from '../../demo/steps-handoff.js';
import { TRIAL_STEPS } from '../../demo/steps-trial.js';
import { Walk } from '../../demo/walk.js';
import type { House } from './house.js';

/** Longer than any recovery: who waits for a killed worker's work waits for its lease to end as well. */
const PATIENCE = { work: 90_000, answer: 60_000 };

/** The validation script is tested by itself: here only what it prints is wanted. */
const printed = async () => ({ stdout: '✓ Connection successful, permissions validated\n', code: 0 });

/** Steps 0 to 14 in the order of the demo, to the summary mail. */
const STEPS: readonly DemoStep<Walk>[] = [
  ...ACCOUNT_STEPS,
  ...TRIAL_STEPS,
  ...GOAL_STEPS,
  ...HANDOFF_STEPS.filter(({ step }) => /^\d+$/.test(step)),
];

/** One customer on the way through the runbook, who can be stopped between two steps. */
export class Passenger {
  readonly walk: Walk;
  private next = 0;

  constructor(house: House, apiKey: string) {
    const rest = new Rest(house.address, apiKey, PATIENCE.answer);
    const inbox = new Inbox(house.mailFolder, PATIENCE.work);
    this.walk = new Walk(rest, inbox, printed, PATIENCE);
  }

  /** Plays every step before this one. */
  async walkTo(step: string): Promise<void> {
    while (STEPS[this.next]?.step !== step) await this.play();
  }

  /** Plays the next step. */
  async play(): Promise<void> {
    const step = STEPS[this.next];
    if (!step) throw new Error('the walk is over');
    try {
      await step.play(this.walk);
    } catch (error) {
      throw new Error(`step ${step.step} (${step.title}): ${(error as Error).message}`, { cause: error });
    }
    this.next += 1;
  }

  async finish(): Promise<void> {
    while (this.next < STEPS.length) await this.play();
  }
}
