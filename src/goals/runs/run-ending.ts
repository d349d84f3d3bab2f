import type { AppError } from '../../platform/errors/app-error.js';
import { trialErrors } from '../../trials/trial.errors.js';
import { FIRST_TASK_COMPLETED } from '../deliverables/messages.js';
import { goalErrors } from '../goal.errors.js';
import { FAILURES } from '../runtimes/agent-runtime.js';
import type { GoalRun } from './goal-run.entity.js';
import type { RunEvent } from './run-event.entity.js';
import type { RunEnding } from './run-page.js';

type Ended = Pick<GoalRun, 'status' | 'failureCode' | 'failureDetail'>;

/** Null while it waits or runs. `last` is the newest line of its progress. */
export function endingOf(run: Ended, last: Pick<RunEvent, 'text'> | undefined): RunEnding | null {
  const { status } = run;
  if (status === 'queued' || status === 'running') return null;
  const said = run.failureDetail ?? '';
  if (status === 'completed') {
    const text = last?.text ?? 'The draft is ready for review.';
    return { status, first: text === FIRST_TASK_COMPLETED, text, todo: null };
  }
  const text = status === 'failed' ? failureText(run) : said;
  return { status, first: false, text, todo: remedyOf(run.failureCode ?? '') };
}

/** The meaning of the failure and, when it says more, what happened. */
function failureText({ failureCode, failureDetail }: Ended): string {
  const known = isFailure(failureCode) ? FAILURES[failureCode].meaning : '';
  return [...new Set([known, failureDetail ?? ''])].filter((text) => text !== '').join(' ');
}

const HINTS: Readonly<Record<string, (detail: string) => AppError>> = { ...goalErrors, ...trialErrors };
const MISSED =
  'After an outage one run catches up for the newest missed time, unless the goal leaves missed runs out. Press Trigger Now on the goal if you need another.';
const LIMIT = 'Wait until the limit frees, or convert the trial.';
const LIMITS = ['daily_tasks', 'tokens', 'trial_end'];

function remedyOf(code: string): string | null {
  if (isFailure(code)) return FAILURES[code].remedy;
  if (code === 'missed') return MISSED;
  if (LIMITS.includes(code)) return LIMIT;
  return HINTS[code]?.('').hint ?? null;
}

const isFailure = (code: string | null | undefined): code is keyof typeof FAILURES =>
  typeof code === 'string' && Object.hasOwn(FAILURES, code);
