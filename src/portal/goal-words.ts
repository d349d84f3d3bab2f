import { PLATFORM_TITLES } from '../agents/platform-names.js';
import type { GoalCause } from '../onboarding/diagnosis/troubles.queries.js';

/** How a goal stands, in words for the customer. */
export interface GoalWords {
  readonly state: string;
  readonly tone: 'good' | 'wait' | 'bad' | '';
  /** Why it does not run; null while it does. */
  readonly why: string | null;
  /** Where the customer can mend it. */
  readonly mend: 'platforms' | null;
  /** Only our team lets it go on: whom to write to is to be shown. */
  readonly ours: boolean;
  /** Whether the customer may resume it. */
  readonly resumable: boolean;
}

const OURS =
  'Something on our side holds it up. Our team is told of it; nothing is lost, and it goes on by itself.';
const FAILS =
  'As it stands it does not pass our check. Withdraw it, and propose it anew without what is named here.';
const ENDED: readonly string[] = ['expired', 'cancelled'];
const STATES: Readonly<Record<string, Pick<GoalWords, 'state' | 'tone'>>> = {
  pending_approval: { state: 'in review', tone: 'wait' },
  approved: { state: 'active', tone: 'good' },
  rejected: { state: 'not approved', tone: 'bad' },
  paused: { state: 'paused', tone: '' },
  archived: { state: 'ended', tone: '' },
};

/** The runbook's Issue 4 as the customer may read it: the same causes in the same order, other words. */
const WHY: Readonly<Record<string, (goal: GoalCause['goal']) => string>> = {
  goal_approved: notApproved,
  customer_active: () => 'Your account is not active at the moment. Your contact helps you.',
  trial_active: ({ trial }) =>
    trial.status === 'pending'
      ? 'Your trial has not started: it does once your platforms are connected and your agent is set up.'
      : 'Your trial has ended. It goes on when you hire the agent.',
  scheduler_alive: () => OURS,
  worker_consuming: () => OURS,
  credential_valid: ({ broken }) =>
    `${broken.map(({ platform }) => PLATFORM_TITLES[platform]).join(' and ')} must be connected${broken.every(({ state }) => state === 'missing') ? '' : ' again'}; then it goes on by itself.`,
  limit_left: ({ limit }) => limit ?? 'A limit of your trial is reached.',
  goes_on: ({ goal }) =>
    goal.status === 'paused'
      ? 'It is paused, and nothing stands in its way any more.'
      : 'No further time is left in its frequency.',
  last_run: lastRun,
};

/** @param fails whether its safety review, which stands below, names something that fails */
export function goalWords({ cause, goal }: GoalCause, fails = false): GoalWords {
  const standing = STATES[goal.goal.status] ?? { state: goal.goal.status, tone: '' };
  const told = cause === null ? null : (WHY[cause]?.(goal) ?? OURS);
  const why = fails ? FAILS : told;
  const { status, pauseReason, pausedBy } = goal.goal;
  const byThem = pauseReason === 'person' && pausedBy === 'customer';
  const over = ENDED.includes(goal.trial.status);
  const healed = pauseReason === 'credential' && cause === 'goes_on';
  return {
    ...{ ...standing, why, mend: cause === 'credential_valid' ? ('platforms' as const) : null },
    ours: status === 'paused' && cause === 'goal_approved' && !byThem,
    resumable: status === 'paused' && !over && (byThem || healed),
  };
}

function notApproved({ goal, trial }: GoalCause['goal']): string {
  const { status, rejectReason } = goal;
  if (status === 'pending_approval')
    return 'Our team looks at it for safety before it runs. There is nothing for you to do.';
  if (status === 'rejected') return `Our team did not approve it: ${rejectReason ?? 'ask your contact why.'}`;
  return status === 'paused' ? paused(goal, ENDED.includes(trial.status)) : 'It was ended.';
}

function paused({ pauseReason, pausedBy, pauseNote }: GoalCause['goal']['goal'], over: boolean): string {
  if (pauseReason === 'contained')
    return 'It was stopped for your safety, and goes on once our team has gone through it with you.';
  if (pausedBy === 'customer' && over)
    return 'You paused it, and its trial has ended. You can resume it once you hire the agent.';
  if (pausedBy === 'customer')
    return pauseNote ? `You paused it: ${pauseNote}` : 'You paused it. It goes on when you resume it.';
  return pauseNote ? `Our team paused it: ${pauseNote}` : 'Our team paused it.';
}

function lastRun({ run }: GoalCause['goal']): string {
  if (run?.status === 'queued' || run?.status === 'running')
    return 'A run takes longer than it should. Our team sees it, too.';
  return 'Its last run did not end well. Our team sees it; the next one is tried at its time.';
}
