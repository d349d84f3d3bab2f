import { platformTitle } from '../runbook/credential-steps.js';
import { wall } from '../runbook/evidence.js';
import { customerId, type StepCommand } from '../runbook/step.js';
import {
  bad,
  ok,
  type AboutGoal,
  type Check,
  type GoalCheck,
  type GoalIssue,
  type Look,
  type TroubleFacts,
  type Verdict,
} from './diagnosis.js';
import type { GoalTrouble } from './goal-trouble.queries.js';

const STUCK_MS = 10 * 60_000;
/** Later than this after its due instant, nobody plans it. */
const LATE_MS = 60_000;
/** Causes of a pause that pass by themselves: the check of the cause answers for them. */
const PASSING = ['credential', 'trial_ended', 'customer_suspended'];

type Of = (goal: GoalTrouble, about: AboutGoal) => Verdict;
/** Asked only where there is a goal. */
const of =
  (judge: Of): GoalCheck['judge'] =>
  (about) =>
    about.goal ? judge(about.goal, about) : ok('There is no goal yet.');

type Helping = (goal: GoalTrouble) => readonly (StepCommand | false)[];
const help =
  (make: Helping): Exclude<Check['commands'], undefined> =>
  ({ goal }) =>
    goal ? make(goal).filter((command) => command !== false) : [];

const onGoal = (command: string, { goal }: GoalTrouble, more: Partial<StepCommand> = {}): StepCommand => ({
  command,
  subject: () => goal.id,
  defaults: () => ({ version: goal.version }),
  offered: () => true,
  ...more,
});
const onTrial = (command: string, { trial }: GoalTrouble, more: Partial<StepCommand> = {}): StepCommand => ({
  command,
  subject: () => trial.id,
  defaults: () => ({ version: trial.version }),
  offered: () => true,
  ...more,
});
const triggerNow = (goal: GoalTrouble): StepCommand => onGoal('goal.trigger', goal, { label: 'Trigger Now' });

/** Prefilled: what it is about, and the record that shows it. */
const escalate = ({ goal, run }: GoalTrouble): StepCommand => ({
  command: run ? 'run.escalate' : 'escalation.open',
  subject: (facts) => (run ? run.id : customerId(facts)),
  label: 'Escalate to engineering',
  tone: 'quiet',
  offered: () => true,
  defaults: () => ({
    trigger: 'scheduler_not_executing',
    cause: `The goal "${goal.name}" is not executing`.slice(0, 200),
  }),
});

const SCHEDULER: Look = { text: 'Health > Scheduler', page: 'scheduler' };
const WORDS: Readonly<Record<string, string>> = {
  pending_approval: 'Pending Approval',
  approved: 'Approved',
  rejected: 'Rejected',
  paused: 'Paused',
  archived: 'Archived',
};
const PAUSED_BY: Readonly<Record<string, string>> = {
  staff: 'our team',
  customer: 'the customer',
  integration: 'an integration',
};
const said = (text: string): string => text.replaceAll('_', ' ');

const goalApproved: GoalCheck = {
  id: 'goal_approved',
  question: 'Is the status "Approved" (not "Pending Approval")?',
  judge: of(({ goal: { name, status, pauseReason, pausedBy, pauseNote, rejectReason } }) => {
    const says = `"${name}" is ${WORDS[status] ?? status}`;
    if (status === 'approved') return ok(`${says}.`);
    if (status === 'paused' && PASSING.includes(pauseReason ?? '')) return ok(`${says}: see below.`);
    if (pauseReason === 'person' && pausedBy)
      return bad(`${says} by ${PAUSED_BY[pausedBy] ?? pausedBy}${pauseNote ? `: ${pauseNote}` : '.'}`);
    const why = status === 'rejected' ? rejectReason : pauseReason && said(pauseReason);
    return bad(why ? `${says}: ${why}.` : `${says}.`);
  }),
  remedy: ({ goal }) =>
    goal?.goal.status === 'paused'
      ? 'Resume it when what it was paused for is over: it goes on with its next time.'
      : 'Review it for safety in PP > Goal Approvals, then click "Approve Goal". A rejected goal is corrected and sent in again.',
  commands: help((goal) => [
    goal.goal.status === 'pending_approval' && onGoal('goal.approve', goal, { label: 'Approve Goal' }),
    goal.goal.status === 'rejected' && onGoal('goal.resubmit', goal),
    goal.goal.status === 'paused' && onGoal('goal.resume', goal),
  ]),
};

const accountActive: GoalCheck = {
  id: 'customer_active',
  question: 'Is the customer Active?',
  judge: ({ facts: { customer } }) =>
    customer.status === 'active'
      ? ok('The account is Active.')
      : bad(`The account is ${said(customer.status)}.`),
  remedy: 'Nothing runs for an account that is not Active. Reactivate it once the reason is gone.',
  commands: [
    {
      command: 'customer.reactivate',
      subject: customerId,
      offered: ({ customer }) => customer.status === 'suspended',
    },
  ],
};

const trialRuns: GoalCheck = {
  id: 'trial_active',
  question: 'Is the trial active?',
  judge: of(({ trial: { status, endsAt } }, { facts }) => {
    if (status === 'converted') return ok('It is converted: no limit of a trial holds.');
    const over = endsAt && endsAt <= facts.now;
    const ends = endsAt ? ` It ${over ? 'ended' : 'ends'} ${wall(endsAt, facts)}.` : '';
    return status === 'active' && !over ? ok(`It is active.${ends}`) : bad(`The trial is ${status}.${ends}`);
  }),
  remedy:
    'A pending trial is activated once its credentials are validated (Step 8); one that is over is converted.',
  commands: help((goal) => [
    goal.trial.status === 'pending' && onTrial('trial.activate', goal),
    goal.trial.status === 'expired' && onTrial('trial.convert', goal),
  ]),
};

const schedulerAlive: GoalCheck = {
  id: 'scheduler_alive',
  question: 'Is the scheduler running?',
  judge: of(({ scheduler, goal: { status, nextDueAt } }, { facts }) => {
    if (!scheduler.ok) return bad(scheduler.says);
    const late = status === 'approved' && nextDueAt && facts.now.getTime() - nextDueAt.getTime() > LATE_MS;
    return late ? bad(`It was due ${wall(nextDueAt, facts)} and was not started.`) : ok(scheduler.says);
  }),
  remedy:
    'Check scheduler health in PP > Health > Scheduler. It is for engineering when no worker comes back.',
  commands: help((goal) => [escalate(goal)]),
  look: SCHEDULER,
};

const workerConsumes: GoalCheck = {
  id: 'worker_consuming',
  question: 'Does a worker take jobs from the queue?',
  judge: of(({ worker }) => (worker.ok ? ok(worker.says) : bad(worker.says))),
  remedy:
    'Look at the queues in PP > Health > Scheduler; it is for engineering when no canary comes through.',
  commands: help((goal) => [escalate(goal)]),
  look: SCHEDULER,
};

const credentialValid: GoalCheck = {
  id: 'credential_valid',
  question: 'Is each credential that it needs valid?',
  judge: of(({ broken }) =>
    broken.length === 0
      ? ok('Each is active.')
      : bad(broken.map(({ platform, state }) => `${platformTitle(platform)} is ${said(state)}.`).join(' ')),
  ),
  remedy:
    'Test the connection. When that is refused, send the connect link: the customer connects again, and a goal paused for it goes on by itself.',
  commands: help(({ broken: [first] }) => [
    {
      command: 'credential.test',
      label: 'Test Connection',
      subject: ({ credentials }) => credentials.find(({ platform }) => platform === first?.platform)?.id,
      offered: () => true,
    },
    {
      command: 'credential.connect-link',
      subject: customerId,
      defaults: () => ({ platform: first?.platform }),
      fixed: ['platform'],
      offered: () => first !== undefined,
    },
  ]),
};

const limitLeft: GoalCheck = {
  id: 'limit_left',
  question: 'Are tasks and tokens left?',
  judge: of(({ limit }) => (limit === null ? ok('Both are left.') : bad(limit))),
  remedy:
    'Tasks of a day come back with the next; the tokens of a trial do not. Extend the trial, or convert it.',
  commands: help((goal) => [
    onTrial('trial.extend', goal, { label: 'Extend' }),
    onTrial('trial.convert', goal, { tone: 'quiet' }),
  ]),
};

const goesOn: GoalCheck = {
  id: 'goes_on',
  question: 'Is its next run planned?',
  judge: of(({ goal: { status, pauseReason, nextDueAt } }, { facts }) => {
    if (status === 'paused')
      return bad(`It is still paused (${said(pauseReason ?? 'by a person')}), though the cause is over.`);
    return nextDueAt
      ? ok(`Next due ${wall(nextDueAt, facts)}.`)
      : bad('Its frequency has no further time to come.');
  }),
  remedy: 'Resume it; or change its frequency.',
  commands: help((goal) => [goal.goal.status === 'paused' && onGoal('goal.resume', goal), triggerNow(goal)]),
};

const lastRunWell: GoalCheck = {
  id: 'last_run',
  question: 'Did its last run end well?',
  judge: of(({ run }, { facts }) => {
    if (!run) return ok('It has not run yet.');
    const open = run.status === 'queued' || run.status === 'running';
    const minutes = Math.floor((facts.now.getTime() - run.createdAt.getTime()) / 60_000);
    if (open && minutes * 60_000 >= STUCK_MS) return bad(`A run is unfinished after ${minutes} minutes.`);
    if (open) return ok(`A run is ${run.status}; it typically takes 30 to 120 seconds.`);
    if (run.status === 'completed') return ok(`The last one completed ${wall(run.createdAt, facts)}.`);
    const tried = run.attempts > 1 ? ` after ${run.attempts} attempts` : '';
    return bad(`The last run ended ${run.status}${tried}: ${run.error ?? 'no reason was kept.'}`);
  }),
  remedy: ({ goal }) => goal?.run?.todo ?? 'Manually trigger it. If it still fails, escalate to engineering.',
  commands: help((goal) => [
    // What was refused would be refused again.
    goal.run?.code === 'rejected' && onGoal('goal.edit', goal),
    triggerNow(goal),
    escalate(goal),
  ]),
};

/** The run with its attempts and its last error is one press away. */
function looks({ goal }: TroubleFacts): readonly Look[] {
  if (!goal) return [];
  const { run } = goal;
  const goalLook = { list: 'goals', id: goal.goal.id, text: `Goal: ${goal.goal.name}` };
  if (!run) return [goalLook];
  const tried = run.attempts === 1 ? '1 attempt' : `${run.attempts} attempts`;
  return [goalLook, { list: 'goal-runs', id: run.id, text: `Last run: ${run.status}, ${tried}` }];
}

/** Runbook, Issue 4: "Why is this goal not running?" Its causes in the order of its solution, ours among them. */
export const goalNotExecuting: GoalIssue = {
  id: 'issue-4',
  title: 'Issue 4: First Goal Not Executing',
  symptoms: 'Goal status "Pending", no deliverable after 10+ minutes',
  asked: ({ goal }) => goal !== null,
  checks: [
    goalApproved,
    accountActive,
    trialRuns,
    schedulerAlive,
    workerConsumes,
    credentialValid,
    limitLeft,
    goesOn,
    lastRunWell,
  ],
  otherwise: {
    remedy: ({ goal, facts }) => {
      const due = goal?.goal.nextDueAt;
      const next = due ? `Its next run is due ${wall(due, facts)}. ` : '';
      return `Nothing known to us stands in the way. ${next}Press Trigger Now to run it at once; if it still fails, look at its last run and escalate to engineering.`;
    },
    commands: help((goal) => [triggerNow(goal), escalate(goal)]),
  },
  looks,
};
