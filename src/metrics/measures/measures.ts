import { credentialsConfigured } from './credentials-configured.measure.js';
import { firstDeliverable } from './first-deliverable.measure.js';
import { firstGoal } from './first-goal.measure.js';
import type { Measure } from './measure.js';
import { satisfaction } from './satisfaction.measure.js';
import { trialConversion } from './trial-conversion.measure.js';

/** The runbook's five Success Metrics, in its order. */
export const MEASURES: readonly Measure[] = [
  firstGoal,
  credentialsConfigured,
  firstDeliverable,
  satisfaction,
  trialConversion,
];
