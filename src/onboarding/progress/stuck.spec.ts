import { isStuck, type StuckFacts } from './stuck.js';

const now = new Date('2026-02-14T10:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const idle: StuckFacts = {
  now,
  currentStep: '7',
  lastDoneAt: hoursAgo(48),
  createdAt: hoursAgo(90),
  status: 'active',
  followUpAt: null,
};

describe('A customer is stuck', () => {
  it.each<[string, boolean, Partial<StuckFacts>]>([
    ['after 48 hours without a step done', true, {}],
    ['not an hour earlier', false, { lastDoneAt: hoursAgo(47) }],
    ['after 48 hours in which nothing was ever done', true, { lastDoneAt: null }],
    ['not while the follow-up is ahead', false, { followUpAt: hoursAgo(-1) }],
    ['again once the follow-up has passed', true, { followUpAt: hoursAgo(1) }],
    ['not when the runbook is through', false, { currentStep: null }],
    ['not when the account is closed', false, { status: 'closed' }],
  ])('%s: %s', (_case, stuck, change) => {
    expect(isStuck({ ...idle, ...change })).toBe(stuck);
  });
});
