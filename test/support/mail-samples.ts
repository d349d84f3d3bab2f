import type { MailFrame } from '../../src/mail/rendering/rendered-mail.js';
import type { CallData } from '../../src/mail/templates/fields.js';
import type { MailData, MailName } from '../../src/mail/templates/mail-templates.js';
import { deltaSetupGuide } from '../../src/credentials/providers/delta/delta-setup-guide.js';
import { OUR_ADDRESSES } from '../../src/credentials/providers/platform-addresses.js';
import { guideSample } from './guide-sample.js';
import { trialMailSamples } from './trial-mail-samples.js';
import { weeklyReportSample } from './weekly-report-sample.js';

/** Every secret of the samples holds this, so that a test can look for what must not be kept. */
export const SECRET = 'tok-5ecr3t';
const oneTime = (page: string) => `https://app.waooaw.com/portal/${page}?token=${SECRET}-${page}&x=1`;

const zone = 'Asia/Kolkata';
const csm = { name: 'Alex Kumar', email: 'alex@waooaw.com', phone: '+91 22 5550 0142' };
const recipientName = 'John Doe';
const valid = { hours: 72, until: new Date('2026-02-15T04:30:00Z') };

export const sampleCall: CallData = {
  uid: '019c5a11-7d5e-7000-8000-000000000001@waooaw.com',
  sequence: 0,
  title: 'WAOOAW onboarding call',
  agenda: ['Connect Delta Exchange', 'Configure your agent', 'Create and run your first goal'],
  startsAt: new Date('2026-02-12T04:30:00Z'),
  endsAt: new Date('2026-02-12T05:00:00Z'),
  customerZone: zone,
  csmZone: 'Europe/London',
  meetingUrl: 'https://meet.example.com/waooaw-abc',
  organizer: { name: csm.name, email: csm.email },
  attendees: [
    { name: csm.name, email: csm.email, role: 'chair' },
    { name: recipientName, email: 'john@example.com', role: 'required' },
  ],
  writtenAt: new Date('2026-02-11T10:00:00Z'),
};

const checkIn: CallData = {
  ...sampleCall,
  uid: '019c5a11-7d5e-7000-8000-000000000002@waooaw.com',
  title: 'WAOOAW day-5 check-in',
  agenda: ['How the trial goes', 'What comes after it'],
  startsAt: new Date('2026-02-17T04:30:00Z'),
  endsAt: new Date('2026-02-17T05:00:00Z'),
};

/** Data for each mail, as a loader would give it. A template without one does not compile. */
export const mailSamples: { readonly [Name in MailName]: MailData<Name> } = {
  verify_email: {
    recipientName,
    companyName: 'Acme Trading Pvt Ltd',
    email: 'john@example.com',
    verifyUrl: oneTime('verify'),
    valid,
    zone,
  },
  customer_welcome_email: {
    recipientName,
    companyName: 'Acme Trading Pvt Ltd',
    agentTitle: 'Trading Agent',
    trial: { days: 7, tasksPerDay: 5 },
    loginEmail: 'john@example.com',
    temporaryPassword: `${SECRET}-Pass`,
    passwordValid: valid,
    call: sampleCall,
    inviteUrl: oneTime('call'),
    csm,
  },
  call_invite: {
    change: 'invited',
    kind: 'onboarding',
    recipientName,
    call: sampleCall,
    reason: null,
    pageUrl: oneTime('call'),
    leads: false,
    csm,
  },
  credential_setup_guide: {
    recipientName,
    agentTitle: 'Trading Agent',
    platforms: [
      guideSample('Delta Exchange', 'delta', deltaSetupGuide('production', OUR_ADDRESSES.production)),
    ],
    csm,
  },
  connect_link: {
    recipientName,
    platformTitle: 'Delta Exchange',
    agentTitle: 'Trading Agent',
    connectUrl: oneTime('connect'),
    guideUrl: 'https://app.waooaw.com/guides/delta',
    valid,
    zone,
    csm,
  },
  draft_ready: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    goalName: 'BTC Price Monitoring',
    draftTitle: 'BTC market analysis, 12 February 2026',
    first: true,
    proposal: 'one trade: buy 1 contract of BTC',
    reviewUrl: oneTime('review'),
    validUntil: new Date('2026-02-26T05:00:00Z'),
    zone,
    csm,
  },
  draft_reminder: {
    recipientName,
    drafts: [
      {
        title: 'BTC market analysis, 12 February 2026',
        goalName: 'BTC Price Monitoring',
        writtenAt: new Date('2026-02-12T05:00:00Z'),
        reviewUrl: oneTime('review'),
      },
      {
        title: 'LinkedIn post: Waiting times',
        goalName: 'Daily LinkedIn Post',
        writtenAt: new Date('2026-02-12T06:30:00Z'),
        reviewUrl: oneTime('review'),
      },
    ],
    others: 3,
    zone,
    csm,
  },
  action_failed: {
    recipientName,
    draftTitle: 'BTC market analysis, 12 February 2026',
    thing: 'trade',
    reason: 'Insufficient margin.',
    pageUrl: 'https://app.waooaw.com/portal/approvals/1',
    csm,
  },
  ...trialMailSamples({ recipientName, zone, csm, checkIn }),
  post_onboarding_summary: {
    recipientName,
    companyName: 'Acme Trading Pvt Ltd',
    callHeldAt: new Date('2026-02-12T04:30:00Z'),
    zone,
    agents: [
      {
        nickname: 'Alex - BTC Futures Trader',
        agentTitle: 'Trading Agent',
        settings: ['Max units per order: 1', 'Max notional per trade: ₹10,000', 'Trading hours: 9 AM - 9 PM'],
      },
    ],
    platforms: ['Delta Exchange'],
    goals: [{ name: 'BTC Price Monitoring', frequency: 'Every 6 hours' }],
    trial: { days: 7, endsAt: new Date('2026-02-19T04:50:00Z'), tasksPerDay: 5 },
    fromCall: ['You will find screenshots of the approval workflow in the help docs.'],
    checkIn,
    helpUrl: 'https://help.waooaw.com/start',
    communityUrl: 'https://community.example.com/slack',
    csm,
  },
  survey: {
    recipientName,
    csmName: csm.name,
    callHeldAt: new Date('2026-02-12T04:30:00Z'),
    zone,
    surveyUrl: oneTime('survey'),
    valid: { hours: 720, until: new Date('2026-03-14T05:00:00Z') },
  },
  password_reset: {
    recipientName,
    loginEmail: 'john@example.com',
    loginUrl: 'https://app.waooaw.com/portal/login',
    temporaryPassword: `${SECRET}-Pass`,
    valid,
    zone,
  },
  credential_ending: {
    recipientName,
    platformTitle: 'LinkedIn',
    kind: 'end',
    step: 'two_weeks',
    at: new Date('2026-04-13T04:30:00Z'),
    lastDay: new Date('2026-04-13T04:30:00Z'),
    connectUrl: oneTime('connect'),
    valid,
    zone,
    csm,
  },
  credential_broken: {
    recipientName,
    platformTitle: 'Delta Exchange',
    cause:
      'Delta Exchange does not take requests from our address: the IP whitelist of the key does not name it.',
    remedy: ['Check the IP whitelist includes WAOOAW IPs: 34.123.45.67', 'Then test connection again.'],
    connectUrl: oneTime('connect'),
    valid,
    zone,
    csm,
  },
  new_manager: { recipientName, companyName: 'Acme Trading Pvt Ltd', csm },
  account_contained: {
    recipientName,
    companyName: 'Acme Trading Pvt Ltd',
    cause: 'compromised_credentials',
    at: new Date('2026-02-13T09:30:00Z'),
    zone,
    platforms: ['Delta Exchange'],
    goals: 2,
    hadPassword: true,
    csm,
  },
  waiting_nudge: {
    recipientName,
    what: 'your Delta Exchange API key',
    since: new Date('2026-02-11T10:00:00Z'),
    zone,
    action: { label: 'Open the customer portal', url: 'https://app.waooaw.com/portal' },
    last: false,
    csm,
  },
  weekly_report: weeklyReportSample,
  staff_notice: {
    recipientName: 'Sarah Johnson',
    title: 'Delta Exchange rejected the key of C-1042',
    paragraphs: [
      'The nightly re-test of the Delta Exchange key of customer C-1042 was rejected: the address is not whitelisted.',
      'Ask the customer to check the IP whitelist, then press Test Connection.',
    ],
    facts: [
      { label: 'Customer', value: 'C-1042' },
      { label: 'Failure', value: 'ip_not_whitelisted' },
    ],
    action: { label: 'Open the credential', url: 'https://app.waooaw.com/admin/credentials/1' },
  },
  staff_welcome: {
    recipientName: 'Priya Sharma',
    role: 'csm',
    loginEmail: 'priya@waooaw.com',
    loginUrl: 'https://app.waooaw.com/admin/login',
    temporaryPassword: `${SECRET}-Pass`,
    valid,
    zone,
  },
};

export const sampleFrame: MailFrame = {
  portalUrl: 'https://app.waooaw.com/portal',
  supportEmail: 'ops-team@waooaw.com',
  supportSlack: '#ops-runbooks',
};
