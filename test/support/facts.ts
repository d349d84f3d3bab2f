import type { DeliverableFact, Facts } from '../../src/onboarding/facts/facts.js';
import { runbookOf, tickLines } from '../../src/onboarding/runbook.js';

export const NOW = new Date('2026-02-12T18:40:00Z');
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

/** A customer of whom nothing but the account is known. */
export const blankFacts: Facts = {
  now: NOW,
  customer: {
    id: 'customer',
    number: 1042,
    companyName: 'Northwind Analytics Ltd',
    email: 'john@example.com',
    status: 'in_review',
    industry: 'trading',
    country: 'IN',
    timezone: 'Asia/Kolkata',
    agentInterest: [],
    businessCase: null,
    crmId: null,
    csm: null,
    signupId: 'signup',
    countryHold: null,
    phone: false,
    chat: false,
    signedUpAt: at(-300),
    emailVerifiedAt: null,
    activatedAt: null,
    createdAt: at(-290),
    runbookVersion: '1.0',
    version: 1,
  },
  waiting: null,
  login: null,
  domainCheck: null,
  call: null,
  followUp: null,
  checkIn: null,
  agent: null,
  credentials: [],
  trial: null,
  goals: [],
  run: { completed: null, live: null, last: null },
  deliverable: { first: null, decided: null, approved: null, waiting: null },
  mails: {},
  sessionNote: null,
  ticks: {},
};

const draft: DeliverableFact = {
  id: 'deliverable',
  title: 'BTC market analysis',
  status: 'approved',
  revision: 2,
  decidedAt: at(-8),
  decidedBy: 'customer',
  createdAt: at(-10),
  version: 3,
};
const sent = (id: string, minutes: number) =>
  ({ id, status: 'sent', sentAt: at(minutes), sentId: id }) as const;

/** A trading customer at the end of the whole runbook. */
export const wholeFacts: Facts = {
  ...blankFacts,
  customer: {
    ...blankFacts.customer,
    status: 'active',
    agentInterest: ['trading'],
    businessCase: 'Watch BTC without watching it',
    crmId: 'crm-1',
    csm: { id: 'csm', name: 'Alex Kumar', email: 'alex@waooaw.com' },
    phone: true,
    chat: true,
    emailVerifiedAt: at(-295),
    activatedAt: at(-280),
  },
  login: { firstLoginAt: at(-60), passwordSetAt: at(-60) },
  domainCheck: {
    id: 'check',
    domain: 'example.com',
    status: 'clear',
    reason: null,
    resolution: null,
    resolvedAt: null,
    endedAt: at(-290),
  },
  call: {
    id: 'call',
    status: 'held',
    startsAt: at(-45),
    minutes: 30,
    startedAt: at(-44),
    endedAt: at(-4),
    slotReason: null,
    consent: 'not_asked',
    outlook: null,
    invitedAt: at(-250),
    createdAt: at(-255),
    version: 3,
  },
  checkIn: {
    id: 'check-in',
    status: 'scheduled',
    startsAt: at(5 * 24 * 60),
    minutes: 30,
    startedAt: null,
    endedAt: null,
    slotReason: null,
    consent: 'not_asked',
    outlook: null,
    invitedAt: at(-14),
    createdAt: at(-15),
    version: 1,
  },
  agent: {
    id: 'agent',
    type: 'trading',
    status: 'configured',
    platforms: ['delta'],
    settings: {},
    configuredAt: at(-20),
    createdAt: at(-240),
    version: 2,
  },
  credentials: [
    {
      id: 'credential',
      platform: 'delta',
      status: 'active',
      setAt: at(-22),
      lastValidatedAt: at(-3),
      lastFailureCode: null,
      testing: false,
    },
  ],
  trial: {
    id: 'trial',
    status: 'active',
    activationRequestedAt: null,
    activatedAt: at(-15),
    endsAt: at(-15 + 168 * 60),
    createdAt: at(-230),
    version: 2,
  },
  goals: [
    {
      id: 'goal',
      name: 'BTC Price Monitoring',
      template: 'market_monitoring',
      status: 'approved',
      approvedAt: at(-13),
      createdAt: at(-14),
      version: 2,
    },
  ],
  run: {
    completed: { id: 'run', goalId: 'goal', endedAt: at(-10) },
    live: null,
    last: { id: 'run', status: 'completed', failureCode: null },
  },
  deliverable: { first: draft, decided: draft, approved: draft, waiting: null },
  mails: {
    customer_welcome_email: sent('welcome', -250),
    credential_setup_guide: sent('guide', -235),
    post_onboarding_summary: sent('summary', -1),
  },
  sessionNote: { id: 'note', createdAt: at(-2) },
  ticks: Object.fromEntries(
    tickLines(runbookOf('1.0')).map(({ id }) => [
      id,
      { saidAt: at(-30), actorKind: 'staff', actorId: 'ops' },
    ]),
  ),
};

export const minutesAgo = (minutes: number): Date => at(-minutes);
