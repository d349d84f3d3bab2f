import type { Facts } from '../facts/facts.js';
import { accountActive, countryHeld, csmAssigned } from './account-evidence.js';
import { mailSent, mailUnderWay, met, missing, wall, type Finding } from './evidence.js';
import { customerId, type Step, type StepCommand } from './step.js';

const HOUR = 60 * 60 * 1000;

function signupForm({ customer }: Facts): Finding {
  const { signupId, signedUpAt, createdAt } = customer;
  return signupId === null
    ? met('Customer entered by staff: e-mail, company name, industry', {
        at: createdAt,
        id: customer.id,
        entries: ['customer.created'],
      })
    : met('Signup form completed: e-mail, company name, industry', {
        at: signedUpAt,
        id: signupId,
        entries: ['signup.received'],
        customers: true,
      });
}

function emailVerified({ customer }: Facts): Finding {
  const { emailVerifiedAt, signupId, id } = customer;
  if (!emailVerifiedAt) return missing('The e-mail address is not verified yet.');
  return met('E-mail address verified', {
    at: emailVerifiedAt,
    id: signupId ?? id,
    entries: ['signup.verified', 'customer.email_verified'],
    customers: true,
  });
}

const known = (held: boolean, text: string, without: string, { customer }: Facts): Finding =>
  held ? met(text, told(customer)) : missing(without);

/** Where such a fact comes from: the customer's signup form, else whoever made or edited the account. */
const told = ({ id, signupId, signedUpAt, createdAt }: Facts['customer']) =>
  signupId === null
    ? { at: createdAt, id, entries: ['customer.updated', 'customer.created'] }
    : { at: signedUpAt, id: signupId, entries: ['signup.received'], customers: true };

function crmRecord({ customer }: Facts): Finding {
  if (customer.crmId === null) return missing('The customer has no record in the CRM yet.');
  return met('Customer record made in the CRM', {
    at: null,
    id: customer.id,
    entries: ['customer.crm_id_set'],
  });
}

/** The account's form, filled with what is known. */
const editAccount: StepCommand = {
  command: 'customer.update',
  subject: customerId,
  defaults: ({ customer }) => {
    const { version, companyName, industry, country, timezone, agentInterest, businessCase } = customer;
    return { version, companyName, industry, country, timezone, agentInterest, businessCase };
  },
};

/** "Before starting customer onboarding, verify". */
export const preOnboarding: Step = {
  id: '0',
  number: 0,
  title: 'Pre-Onboarding Checklist',
  section: 'Pre-Onboarding Checklist',
  evidence: (facts) => {
    const { agentInterest, businessCase, phone } = facts.customer;
    return [
      signupForm(facts),
      emailVerified(facts),
      known(
        agentInterest.length > 0,
        'Inquiry filled: interested in an agent',
        'The inquiry does not say which agents the customer is interested in.',
        facts,
      ),
      known(
        businessCase !== null && businessCase.trim() !== '',
        'Business case documented',
        'The business case is not documented.',
        facts,
      ),
      known(
        phone,
        'Contact information available',
        'No phone number of a contact is known (e-mail, phone, Slack/WhatsApp).',
        facts,
      ),
      crmRecord(facts),
    ];
  },
  commands: [
    editAccount,
    {
      command: 'customer.resend-verification',
      subject: customerId,
      offered: ({ customer }) => customer.emailVerifiedAt === null,
    },
    { command: 'customer.add-contact', subject: customerId, offered: ({ customer }) => !customer.phone },
    {
      command: 'customer.set-crm-id',
      subject: customerId,
      offered: ({ customer }) => customer.crmId === null,
    },
  ],
};

function domainVerdict(facts: Facts): Finding {
  const check = facts.domainCheck;
  if (!check) return missing('The e-mail domain has not been checked.');
  const { id, status, reason, resolution } = check;
  const at = check.resolvedAt ?? check.endedAt ?? facts.now;
  const proof = (text: string): Finding =>
    met(text, { at, id, entries: ['domain_check.decided', 'domain_check.ended'] });
  if (resolution === 'accepted') return proof('Inconclusive domain check accepted with a reason');
  if (resolution === 'cleared') return proof('Red flags cleared by security');
  if (resolution === 'upheld') return missing('Security upheld the red flags.');
  switch (status) {
    case 'clear':
      return proof('Domain checked: MX records, registration and website are in order');
    case 'flagged':
      return missing(`Red flags, for security to clear or uphold: ${reason ?? 'see the check'}`);
    case 'inconclusive':
      return missing(
        `The check came to no result: ${reason ?? 'see the check'} Accept it with a reason, or check again.`,
      );
    case 'pending':
    case 'running':
      return missing('The domain check has not ended yet.');
    default:
      return status satisfies never;
  }
}

const unresolved = (facts: Facts, status: string): boolean =>
  facts.domainCheck?.status === status && facts.domainCheck.resolution === null;

export const verifyDomain: Step = {
  id: '1',
  number: 1,
  title: 'Verify Email Domain',
  section: 'Account Creation & Verification',
  evidence: (facts) => [domainVerdict(facts)],
  working: ({ domainCheck }) =>
    domainCheck && ['pending', 'running'].includes(domainCheck.status) ? 'Checking the domain' : undefined,
  commands: [
    {
      command: 'customer.accept-domain',
      subject: customerId,
      offered: (facts) => unresolved(facts, 'inconclusive'),
    },
    {
      command: 'customer.clear-flags',
      subject: customerId,
      offered: (facts) => unresolved(facts, 'flagged'),
    },
    {
      command: 'customer.uphold-flags',
      subject: customerId,
      offered: (facts) => unresolved(facts, 'flagged'),
      tone: 'danger',
    },
    { command: 'customer.domain-check', subject: customerId, tone: 'quiet' },
  ],
};

export const createAccount: Step = {
  id: '2',
  number: 2,
  title: 'Create Customer Account',
  section: 'Account Creation & Verification',
  evidence: (facts) => [...countryHeld(facts), accountActive(facts), csmAssigned(facts)],
  commands: [
    editAccount,
    {
      command: 'customer.release-country',
      subject: customerId,
      offered: ({ customer }) => customer.countryHold !== null,
    },
    {
      command: 'customer.reactivate',
      subject: customerId,
      offered: ({ customer }) => customer.status === 'suspended',
    },
    { command: 'customer.reassign', subject: customerId, tone: 'quiet', offered: () => true },
  ],
};

function callScheduled(facts: Facts): Finding {
  const { call, customer } = facts;
  if (!call) return missing('The 30-minute onboarding call is not scheduled.');
  if (call.status === 'cancelled') return missing('The onboarding call was cancelled: schedule it again.');
  if (call.status === 'no_show') return missing('Nobody came to the onboarding call: schedule it again.');
  const late = call.startsAt.getTime() - customer.signedUpAt.getTime() > 24 * HOUR;
  if (late && !call.slotReason)
    return missing('The onboarding call is later than 24 hours after signup, and no reason is recorded.');
  return met(`Onboarding call scheduled for ${wall(call.startsAt, facts)}`, {
    at: call.createdAt,
    id: call.id,
    entries: ['call.scheduled'],
  });
}

export const WELCOME = 'customer_welcome_email';

export const sendWelcome: Step = {
  id: '3',
  number: 3,
  title: 'Send Welcome Email',
  section: 'Account Creation & Verification',
  evidence: (facts) => [callScheduled(facts), mailSent(facts, WELCOME, 'Welcome mail')],
  working: (facts) => (mailUnderWay(facts, WELCOME) ? 'Sending the welcome mail' : undefined),
  commands: [
    {
      command: 'call.schedule',
      subject: customerId,
      label: 'Schedule Onboarding Call',
      defaults: () => ({ kind: 'onboarding' }),
      fixed: ['kind'],
      offered: ({ call }) => call === null || ['cancelled', 'no_show'].includes(call.status),
    },
    {
      command: 'call.reschedule',
      subject: ({ call }) => call?.id,
      label: 'Reschedule Call',
      defaults: ({ call }) => ({ version: call?.version }),
      offered: ({ call }) => call?.status === 'scheduled' && call.startedAt === null,
      tone: 'quiet',
    },
    { command: 'customer.welcome', subject: customerId },
    {
      command: 'customer.resend-verification',
      subject: customerId,
      offered: ({ customer }, done) => !done && customer.status === 'active' && !customer.emailVerifiedAt,
      tone: 'quiet',
    },
    {
      command: 'customer.reset-password',
      subject: customerId,
      offered: (facts, done) => done && facts.login?.firstLoginAt === null,
      tone: 'quiet',
    },
  ],
};
