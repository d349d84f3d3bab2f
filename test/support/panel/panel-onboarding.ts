import type { OnboardingStep, OnboardingView, StepTick } from '../../../src/onboarding/onboarding-view.js';
import { customerId } from './panel-rows.js';

const at = '2026-02-12T04:30:00.000Z';
const done = (
  id: string,
  number: number,
  section: string,
  title: string,
  text: string,
  by = 'ops-team@waooaw.com',
): OnboardingStep => ({
  id,
  number,
  section,
  title,
  state: 'done',
  proof: [{ text, at, by }],
  actions: [],
});
const open = (
  id: string,
  number: number | null,
  section: string,
  title: string,
  missing: string,
  label?: string,
): OnboardingStep => ({
  id,
  number,
  section,
  title,
  state: 'open',
  missing: [missing],
  actions: label ? [{ command: `${id}.do`, subjectId: customerId(2), label }] : [],
});

export interface FakeOnboarding {
  view(): OnboardingView;
  tick(lines: readonly string[]): void;
  startTest(): void;
}

/** A customer in the middle of the runbook, whose connection test ends after three looks. */
export function fakeOnboarding(): FakeOnboarding {
  let ticked: readonly string[] = [];
  let looksLeft = 0;
  let tested = false;
  const ticks = (): StepTick[] =>
    lines.map((line, index) => ({
      id: `t${index}`,
      section: 'Trial benefits',
      line,
      ...(ticked.includes(`t${index}`) ? { tickedAt: at, by: 'ops-team@waooaw.com' } : {}),
    }));
  const view = (): OnboardingView => {
    if (looksLeft > 0 && --looksLeft === 0) tested = true;
    const running = looksLeft > 0;
    return { customer, runbookVersion: '1.0', working: running, steps: steps(ticks(), running, tested) };
  };
  return { view, tick: (ids) => (ticked = ids), startTest: () => (looksLeft = 3) };
}

const customer: OnboardingView['customer'] = {
  id: customerId(2),
  number: 'C-1002',
  companyName: 'Sunrise Academy 2',
  status: 'active',
  csm: { name: 'Priya Sharma', email: 'priya@waooaw.com' },
  timezone: 'Asia/Kolkata',
  stuck: false,
  waiting: null,
};

const lines = [
  'Your 7-day trial starts after you set up credentials',
  "You'll keep all deliverables even if you cancel",
  'Trial includes 5 agent tasks per day',
];

const suspendSchema = {
  type: 'object',
  required: ['agentType', 'email', 'startsAt'],
  properties: {
    agentType: { type: 'string', enum: ['marketing', 'trading'], title: 'Agent type' },
    email: { type: 'string', format: 'email', title: 'Contact', description: 'Who gets the confirmation.' },
    startsAt: { type: 'string', format: 'date-time', title: 'Starts at' },
    hours: { type: 'integer', minimum: 1, maximum: 168, title: 'Hours', default: 168 },
    reason: { type: 'string', maxLength: 2000, title: 'Reason' },
    notify: { type: 'boolean', title: 'Tell the customer' },
    version: { type: 'integer' },
  },
};

const before = 'Account Creation & Verification';
const trial = 'Trial Setup';
const keys = 'Platform Credential Setup';

function steps(ticks: StepTick[], running: boolean, tested: boolean): OnboardingStep[] {
  return [
    done(
      'email-domain',
      1,
      before,
      'Verify Email Domain',
      'The domain check of example.com is clear',
      'the domain check',
    ),
    done('account', 2, before, 'Create Customer Account', 'C-1002 was created'),
    {
      ...done('welcome', 3, before, 'Send Welcome Email', 'customer_welcome_email was sent'),
      state: 'warning',
      missing: ['The onboarding call was cancelled: schedule another within 24 hours.'],
      actions: [{ command: 'call.schedule', subjectId: customerId(2), label: 'Schedule Call' }],
    },
    {
      ...open('trial', 4, trial, 'Create Trial Subscription', 'No trial was created yet.'),
      actions: [
        {
          command: 'trial.create',
          subjectId: customerId(2),
          label: 'Create Trial',
          schema: suspendSchema,
          defaults: { version: 3, email: 'customer2@example.com' },
        },
      ],
    },
    {
      ...open('benefits', 5, trial, 'Explain Trial Benefits', 'Lines are still to be said.'),
      ticks,
      tickAction: { command: 'onboarding.tick', subjectId: customerId(2) },
    },
    {
      ...open('validate', 8, keys, 'Validate Credentials', 'Delta Exchange was not tested within 5 minutes.'),
      ...(tested
        ? {
            state: 'done' as const,
            missing: [],
            proof: [{ text: '✓ Connection successful, permissions validated', at, by: 'credential test' }],
          }
        : {}),
      ...(running ? { running, runningText: 'Testing the connection to Delta Exchange' } : {}),
      actions: [
        { command: 'credential.test', subjectId: customerId(3), label: 'Test Connection' },
        {
          command: 'trial.activate',
          subjectId: customerId(3),
          label: 'Activate Trial',
          disabledReason: 'Delta Exchange has no passing test within 5 minutes.',
        },
      ],
    },
    open('goal', 10, 'First Goal Setup', 'Create First Goal (Guided)', 'No goal yet.'),
    open('activate', null, 'First Goal Setup', 'Activate trial', 'The trial is pending.'),
  ];
}
