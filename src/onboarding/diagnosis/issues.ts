import { cannotLogIn } from './cannot-log-in.js';
import type { Issue } from './diagnosis.js';

/** The runbook's Common Issues that can be diagnosed, in its order. */
export const ISSUES: readonly Issue[] = [cannotLogIn];
