import type { MailData, MailName } from '../../src/mail/templates/mail-templates.js';

type TrialMail = Extract<MailName, `trial_${string}`>;
type Common = Pick<MailData<'trial_activated'>, 'recipientName' | 'zone' | 'csm' | 'checkIn'>;

/** Data for the mails on a trial's way. */
export const trialMailSamples = ({
  recipientName,
  zone,
  csm,
  checkIn,
}: Common): { readonly [Name in TrialMail]: MailData<Name> } => ({
  trial_activated: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    days: 7,
    activatedAt: new Date('2026-02-12T04:50:00Z'),
    endsAt: new Date('2026-02-19T04:50:00Z'),
    zone,
    tasksPerDay: 5,
    tokens: 10_000,
    checkIn,
    csm,
  },
  trial_check_in: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    tasks: 14,
    draftsWaiting: 2,
    endsAt: new Date('2026-02-19T04:50:00Z'),
    zone,
    checkIn,
    csm,
  },
  trial_ending: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    tasks: 22,
    endsAt: new Date('2026-02-19T04:50:00Z'),
    zone,
    lateDays: 14,
    checkIn: null,
    csm,
  },
  trial_ended: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    cancelled: false,
    endedAt: new Date('2026-02-19T04:50:00Z'),
    hireUntil: new Date('2026-03-05T04:50:00Z'),
    zone,
    tasks: 24,
    csm,
  },
  trial_extended: {
    recipientName,
    trials: [{ agentName: 'Alex - BTC Futures Trader', hours: 24, endsAt: new Date('2026-02-20T04:50:00Z') }],
    zone,
    csm,
  },
  trial_converted: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    plan: 'Trading Agent, monthly',
    price: '₹10,000',
    startsOn: new Date('2026-02-19T18:30:00Z'),
    zone,
    late: false,
    csm,
  },
  trial_usage: {
    recipientName,
    agentName: 'Alex - BTC Futures Trader',
    tokensUsed: 8_120,
    tokensTotal: 10_000,
    endsAt: new Date('2026-02-19T04:50:00Z'),
    zone,
    csm,
  },
});
