const csm = ['Alex Kumar', 'alex@waooaw.com', '+91 22 5550 0142'];
const checkIn = 'Tuesday 17 February 2026, 10:00 AM to 10:30 AM Kolkata time (UTC+05:30)';

/** What each mail on a trial's way says, of the samples. */
export const trialMailContents = {
  trial_check_in: [
    'has done 14 tasks for you so far',
    '2 drafts wait for your decision',
    `Your time: ${checkIn}`,
    'Your trial runs until Thursday 19 February 2026, 10:20 AM Kolkata time (UTC+05:30)',
    'You keep all deliverables',
    ...csm,
  ],
  trial_ending: [
    'ends Thursday 19 February 2026, 10:20 AM Kolkata time (UTC+05:30)',
    'It has done 22 tasks for you; every deliverable stays yours',
    'goes on without a pause',
    'nothing is charged',
    'For 14 days after the end',
    ...csm,
  ],
  trial_ended: [
    'Your trial has ended',
    'after 24 tasks',
    'You keep all deliverables',
    'Would you like to hire Alex - BTC Futures Trader?',
    'Until Thursday 5 March 2026 a reply to this mail is enough',
    ...csm,
  ],
  trial_extended: [
    '24 hours more: it runs until Friday 20 February 2026, 10:20 AM Kolkata time (UTC+05:30)',
    'there is nothing for you to do',
    ...csm,
  ],
  trial_converted: [
    'you have hired Alex - BTC Futures Trader',
    'Trading Agent, monthly',
    '₹10,000 a month',
    'Friday 20 February 2026',
    'no longer limit it',
    ...csm,
  ],
  trial_usage: [
    'has used 8,120 of the 10,000 tokens of your trial',
    '1,880 are left until Thursday 19 February 2026, 10:20 AM',
    ...csm,
  ],
};
