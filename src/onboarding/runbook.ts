import type { Facts } from './facts/facts.js';
import { createAccount, preOnboarding, sendWelcome, verifyDomain } from './runbook/account-steps.js';
import { guideSetup, identifyCredentials, validateCredentials } from './runbook/credential-steps.js';
import { configureAgent, createGoal, executeGoal } from './runbook/goal-steps.js';
import { documentSession, sendSummary, validateOnboarding } from './runbook/handoff-steps.js';
import type { Step, TickLine } from './runbook/step.js';
import { activateTrial, createTrial, explainTrial } from './runbook/trial-steps.js';

/** The onboarding runbook as a program; its version is that of the document. */
export interface Runbook {
  readonly version: string;
  /** In the order in which a call goes through them. */
  readonly steps: readonly Step[];
}

const VERSION_1_0: Runbook = {
  version: '1.0',
  steps: [
    preOnboarding,
    verifyDomain,
    createAccount,
    sendWelcome,
    createTrial,
    explainTrial,
    identifyCredentials,
    guideSetup,
    validateCredentials,
    configureAgent,
    activateTrial,
    createGoal,
    executeGoal,
    validateOnboarding,
    documentSession,
    sendSummary,
  ],
};

const VERSIONS: Readonly<Record<string, Runbook>> = { [VERSION_1_0.version]: VERSION_1_0 };

/** The runbook that a customer started under. Throws for a version that was never published. */
export function runbookOf(version: string): Runbook {
  const runbook = VERSIONS[version];
  if (!runbook) throw new Error(`There is no version ${version} of the runbook`);
  return runbook;
}

/** Every version ever published, oldest first. */
export const runbooks = (): readonly Runbook[] => Object.values(VERSIONS);

/** The lines of a step that are to be said to this customer. */
export const ticksOf = (step: Step, facts: Facts): TickLine[] =>
  (step.ticks ?? []).filter(({ asked }) => asked === undefined || asked(facts));

/** Every line that may be ticked under this runbook. */
export const tickLines = ({ steps }: Runbook): TickLine[] => steps.flatMap(({ ticks }) => ticks ?? []);
