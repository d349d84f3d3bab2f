import type { CallFact, Facts } from '../facts/facts.js';
import { holds, mailSent, mailUnderWay, met, missing, wall, type Finding } from './evidence.js';
import { validateCredentials } from './credential-steps.js';
import { agentConfigured, deliverableApproved, goalApproved } from './goal-steps.js';
import { customerId, type Step, type StepCommand } from './step.js';
import { activateTrial } from './trial-steps.js';

const SECTION = 'Validation & Handoff';
export const SUMMARY = 'post_onboarding_summary';

function loggedIn({ login, customer }: Facts): Finding {
  if (!login?.firstLoginAt)
    return missing(
      'The customer has not logged in to the portal yet; Reset Password sends a new temporary one.',
    );
  return met('Customer logged in to CP', {
    at: login.firstLoginAt,
    id: customer.id,
    entries: ['customer.first_login'],
    customers: true,
  });
}

function agentWithCredentials(facts: Facts): Finding {
  const configured = agentConfigured(facts);
  if (!configured.met) return configured;
  const credentials = (validateCredentials.stands ?? validateCredentials.evidence)(facts);
  if (holds(credentials)) return { ...configured, text: 'Agent configured with correct credentials' };
  return credentials.find(({ met: held }) => !held) as Finding;
}

function checkInInvited(facts: Facts): Finding {
  const { checkIn } = facts;
  if (!checkIn || checkIn.status === 'cancelled')
    return missing('The day-5 check-in is not scheduled: activating the trial does it.');
  if (checkIn.status !== 'scheduled')
    return met('Day-5 check-in was scheduled', {
      at: checkIn.createdAt,
      id: checkIn.id,
      entries: ['call.scheduled'],
    });
  if (!checkIn.invitedAt) return missing('The calendar invite of the day-5 check-in is not sent yet.');
  return met(`Calendar invite sent for the day-5 check-in on ${wall(checkIn.startsAt, facts)}`, {
    at: checkIn.invitedAt,
    id: checkIn.id,
    entries: ['call.scheduled'],
  });
}

const trialRuns = (facts: Facts): Finding => activateTrial.evidence(facts)[0] as Finding;

const isOver = (call: CallFact | null): boolean => call === null || call.status !== 'scheduled';

/** An onboarding that one call did not finish goes on in another. */
const followUpCommands: readonly StepCommand[] = [
  {
    command: 'call.schedule',
    subject: customerId,
    label: 'Schedule Follow-up Call',
    defaults: () => ({ kind: 'follow_up' }),
    fixed: ['kind'],
    offered: ({ call, followUp }, done) => !done && call?.status === 'held' && isOver(followUp),
    tone: 'quiet',
  },
  {
    command: 'call.start',
    subject: ({ followUp }) => followUp?.id,
    label: 'Start Follow-up Call',
    defaults: ({ followUp }) => ({ version: followUp?.version }),
    offered: ({ followUp }) => followUp?.status === 'scheduled' && followUp.startedAt === null,
  },
  {
    command: 'call.end',
    subject: ({ followUp }) => followUp?.id,
    label: 'End Follow-up Call',
    defaults: ({ followUp }) => ({ version: followUp?.version }),
    offered: ({ followUp }) => followUp !== null && followUp.startedAt !== null && followUp.endedAt === null,
  },
];

/** "Before ending onboarding call, verify". */
export const validateOnboarding: Step = {
  id: '12',
  number: 12,
  title: 'Onboarding Validation Checklist',
  section: SECTION,
  evidence: (facts) => [
    loggedIn(facts),
    agentWithCredentials(facts),
    goalApproved(facts),
    deliverableApproved(facts),
    trialRuns(facts),
    checkInInvited(facts),
  ],
  /** A credential that expires later is Step 8's warning, a goal edited later Step 10's. */
  stands: (facts) => [loggedIn(facts), deliverableApproved(facts)],
  ticks: [
    {
      id: 'understands-approval-workflow',
      section: 'Before ending onboarding call',
      line: 'Customer understands approval workflow',
    },
    {
      id: 'support-resources',
      section: 'Before ending onboarding call',
      line: 'Customer has access to support resources (email, Slack, docs)',
    },
  ],
  commands: [
    {
      command: 'customer.reset-password',
      subject: customerId,
      label: 'Reset Password',
      offered: ({ login }) => login !== null && login.firstLoginAt === null,
      tone: 'quiet',
    },
    {
      command: 'call.schedule',
      subject: customerId,
      label: 'Schedule Check-in',
      defaults: () => ({ kind: 'check_in' }),
      fixed: ['kind'],
      offered: ({ trial, checkIn }) =>
        trial?.status === 'active' && (checkIn === null || checkIn.status === 'cancelled'),
    },
    ...followUpCommands,
    {
      command: 'call.outlook',
      subject: ({ checkIn }) => checkIn?.id,
      label: 'Record Check-in Outcome',
      defaults: ({ checkIn }) => ({ version: checkIn?.version }),
      offered: ({ checkIn }) => checkIn !== null && checkIn.startedAt !== null && checkIn.outlook === null,
      tone: 'quiet',
    },
  ],
};

function callEnded({ call }: Facts): Finding {
  if (!call?.endedAt) return missing('The onboarding call has not been ended.');
  return met('Onboarding call held', { at: call.endedAt, id: call.id, entries: ['call.ended'] });
}

function documented({ sessionNote }: Facts): Finding {
  if (!sessionNote)
    return missing('The onboarding session is not documented: a draft from the facts is ready.');
  return met('Onboarding session documented', {
    at: sessionNote.createdAt,
    id: sessionNote.id,
    entries: ['note.written'],
  });
}

export const documentSession: Step = {
  id: '13',
  number: 13,
  title: 'Document Onboarding Session',
  section: SECTION,
  evidence: (facts) => [callEnded(facts), documented(facts)],
  commands: [
    {
      command: 'call.end',
      subject: ({ call }) => call?.id,
      label: 'End Call',
      defaults: ({ call }) => ({ version: call?.version }),
      offered: ({ call }) => call !== null && call.startedAt !== null && call.endedAt === null,
    },
    {
      command: 'note.write',
      subject: ({ call, customer }) => (call ? customer.id : undefined),
      label: 'Document Session',
      defaults: ({ call }) => ({ kind: 'session', callId: call?.id }),
      fixed: ['kind', 'callId'],
      draft: 'session_note',
      offered: ({ sessionNote }) => sessionNote === null,
    },
  ],
};

export const sendSummary: Step = {
  id: '14',
  number: 14,
  title: 'Send Post-Onboarding Email',
  section: SECTION,
  evidence: (facts) => [mailSent(facts, SUMMARY, 'Post-onboarding summary')],
  working: (facts) => (mailUnderWay(facts, SUMMARY) ? 'Sending the summary' : undefined),
  commands: [{ command: 'customer.summary-email', subject: customerId }],
};
