import { cannotLogIn } from './cannot-log-in.js';
import { configurationNotSaving } from './configuration-not-saving.js';
import type { Issue } from './diagnosis.js';
import { goalNotExecuting } from './goal-not-executing.js';
import { keyRejected } from './key-rejected.js';
import { oauthNotWorking } from './oauth-not-working.js';

/** The runbook's Common Issues that can be diagnosed, in its order. */
export const ISSUES: readonly Issue[] = [
  oauthNotWorking,
  keyRejected,
  configurationNotSaving,
  goalNotExecuting,
  cannotLogIn,
];
