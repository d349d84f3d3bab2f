import { goalNotExecuting } from '../onboarding/diagnosis/goal-not-executing.js';
import type { GoalCause } from '../onboarding/diagnosis/troubles.queries.js';
import { goalWords } from './goal-words.js';

const well = { ok: true, says: '' };
const goal = (change: object = {}, more: object = {}): GoalCause['goal'] => ({
  goal: {
    id: 'g',
    customerId: 'c',
    name: 'Daily LinkedIn Post',
    status: 'approved',
    pauseReason: null,
    pausedBy: null,
    pauseNote: null,
    rejectReason: null,
    nextDueAt: null,
    version: 1,
    ...change,
  },
  trial: { id: 't', status: 'active', endsAt: null, version: 1 },
  broken: [],
  limit: null,
  run: null,
  scheduler: well,
  worker: well,
  ...more,
});

describe('a goal in words for its customer', () => {
  it('says why it does not run, for every cause the diagnosis knows', () => {
    for (const { id } of goalNotExecuting.checks) {
      const { why } = goalWords({
        cause: id,
        goal: goal({}, { broken: [{ platform: 'delta', state: 'expired' }] }),
      });
      expect([id, why]).toEqual([id, expect.stringMatching(/^[A-Z].*\.$/)]);
      // Nothing of ours: no place of the panel, no button of it.
      expect(why).not.toMatch(/PP >|Trigger Now|escalate|engineering|worker|scheduler/i);
    }
  });

  it('asks the customer for another proposal where the check fails', () => {
    const proposed: GoalCause = { cause: 'goal_approved', goal: goal({ status: 'pending_approval' }) };
    expect(goalWords(proposed).why).toContain('nothing for you to do');
    const { state, why } = goalWords(proposed, true);
    expect([state, why]).toEqual([
      'in review',
      expect.stringMatching(/not pass our check\. Withdraw it, and propose it anew/),
    ]);
  });

  it('has nothing to say of one that runs', () => {
    expect(goalWords({ cause: null, goal: goal() })).toEqual({
      state: 'active',
      tone: 'good',
      why: null,
      mend: null,
      ours: false,
      resumable: false,
    });
  });

  it.each([
    ['goal_approved', { status: 'pending_approval' }, {}, /looks at it for safety/],
    [
      'goal_approved',
      { status: 'rejected', rejectReason: 'Too often.' },
      {},
      /did not approve it: Too often\./,
    ],
    ['goal_approved', { status: 'paused', pauseReason: 'contained' }, {}, /stopped for your safety/],
    [
      'goal_approved',
      { status: 'paused', pauseReason: 'person', pausedBy: 'customer' },
      {},
      /^You paused it\. It goes on when you resume it\.$/,
    ],
    [
      'goal_approved',
      { status: 'paused', pauseReason: 'person', pausedBy: 'customer' },
      { trial: { id: 't', status: 'expired', endsAt: null, version: 1 } },
      /^You paused it, and its trial has ended\. You can resume it once you hire the agent\.$/,
    ],
    [
      'goal_approved',
      { status: 'paused', pauseReason: 'person', pausedBy: 'staff', pauseNote: 'The drafts repeat.' },
      {},
      /^Our team paused it: The drafts repeat\.$/,
    ],
    [
      'trial_active',
      {},
      { trial: { id: 't', status: 'pending', endsAt: null, version: 1 } },
      /has not started/,
    ],
    ['trial_active', {}, { trial: { id: 't', status: 'expired', endsAt: null, version: 1 } }, /has ended/],
    ['limit_left', {}, { limit: 'All 5 tasks of today are used.' }, /^All 5 tasks/],
    [
      'credential_valid',
      {},
      { broken: [{ platform: 'linkedin', state: 'missing' }] },
      /^LinkedIn must be connected;/,
    ],
    [
      'credential_valid',
      {},
      { broken: [{ platform: 'delta', state: 'expired' }] },
      /Exchange must be connected again/,
    ],
  ])('%s: %j %j', (cause, change, more, expected) => {
    expect(goalWords({ cause, goal: goal(change, more) }).why).toMatch(expected);
  });

  it.each([
    ['goal_approved', { pauseReason: 'person', pausedBy: 'customer' }, { resumable: true, ours: false }],
    ['goal_approved', { pauseReason: 'person', pausedBy: 'staff' }, { resumable: false, ours: true }],
    ['goal_approved', { pauseReason: 'person', pausedBy: 'integration' }, { resumable: false, ours: true }],
    ['goal_approved', { pauseReason: 'contained' }, { resumable: false, ours: true }],
    ['credential_valid', { pauseReason: 'credential' }, { resumable: false, ours: false }],
    ['goes_on', { pauseReason: 'credential' }, { resumable: true, ours: false }],
    ['goes_on', { pauseReason: 'trial_ended' }, { resumable: false, ours: false }],
    ['customer_active', { pauseReason: 'customer_suspended' }, { resumable: false, ours: false }],
  ])('offers to resume only what is theirs to resume: %s %j', (cause, change, expected) => {
    const words = goalWords({ cause, goal: goal({ status: 'paused', ...change }) });
    expect(words).toMatchObject(expected);
    const trial = { id: 't', status: 'expired', endsAt: null, version: 1 };
    const over = goalWords({ cause, goal: goal({ status: 'paused', ...change }, { trial }) });
    expect(over.resumable).toBe(false);
  });
});
