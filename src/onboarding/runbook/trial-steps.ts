import type { Facts } from '../facts/facts.js';
import { met, missing, wall, type Finding } from './evidence.js';
import { customerId, type Step } from './step.js';

const DURING_CALL = 'During Onboarding Call';

function agentDrafted({ agent }: Facts): Finding {
  if (!agent) return missing('No agent is drafted: choose its type from the customer inquiry.');
  return met(`${agent.type === 'trading' ? 'Trading' : 'Marketing'} Agent drafted`, {
    at: agent.createdAt,
    id: agent.id,
    entries: ['agent.drafted'],
  });
}

function trialCreated({ trial }: Facts): Finding {
  if (!trial) return missing('No trial subscription is created.');
  if (trial.status === 'cancelled') return missing('The trial was cancelled.');
  return met('Trial created: 7 days (168 hours) from activation, 5 executions a day, 10,000 tokens', {
    at: trial.createdAt,
    id: trial.id,
    entries: ['trial.created'],
  });
}

export const createTrial: Step = {
  id: '4',
  number: 4,
  title: 'Create Trial Subscription',
  section: 'Trial Setup',
  evidence: (facts) => [agentDrafted(facts), trialCreated(facts)],
  commands: [
    {
      command: 'agent.draft',
      subject: customerId,
      label: 'Draft Agent',
      offered: ({ agent }) => agent === null,
      defaults: ({ customer }) => {
        const type = customer.agentInterest[0] ?? (customer.industry === 'trading' ? 'trading' : 'marketing');
        return { type, ...(type === 'trading' ? { platforms: ['delta'] } : {}) };
      },
    },
    {
      command: 'trial.create',
      subject: ({ agent, customer }) => (agent ? customer.id : undefined),
      label: 'Create Trial',
      offered: ({ trial }) => trial === null || trial.status === 'cancelled',
      defaults: ({ agent }) => ({ agentType: agent?.type }),
      fixed: ['agentType'],
    },
  ],
};

function callStarted({ call }: Facts): Finding {
  if (!call?.startedAt) return missing('The onboarding call has not started.');
  return met('Onboarding call started', { at: call.startedAt, id: call.id, entries: ['call.started'] });
}

export const explainTrial: Step = {
  id: '5',
  number: 5,
  title: 'Explain Trial Benefits',
  section: 'Trial Setup',
  evidence: (facts) => [callStarted(facts)],
  ticks: [
    {
      id: 'trial-starts-after-credentials',
      section: DURING_CALL,
      line: '"Your 7-day trial starts after you set up credentials"',
    },
    {
      id: 'keep-deliverables',
      section: DURING_CALL,
      line: '"You\'ll keep all deliverables even if you cancel"',
    },
    {
      id: 'five-tasks-per-day',
      section: DURING_CALL,
      line: '"Trial includes 5 agent tasks per day - enough to see real value"',
    },
    {
      id: 'approval-first',
      section: DURING_CALL,
      line: '"All external actions (posting, trading) require your approval first"',
    },
    {
      id: 'configure-together',
      section: DURING_CALL,
      line: '"We\'ll help you configure everything in this call"',
    },
    { id: 'key-messaging', section: 'Key Messaging', line: 'Try before hire, keep results, no risk.' },
  ],
  commands: [
    {
      command: 'call.start',
      subject: ({ call }) => call?.id,
      label: 'Start Call',
      defaults: ({ call }) => ({ version: call?.version }),
      offered: ({ call }) => call?.status === 'scheduled' && call.startedAt === null,
    },
    {
      command: 'call.no-show',
      subject: ({ call }) => call?.id,
      label: 'Nobody Came',
      defaults: ({ call }) => ({ version: call?.version }),
      offered: ({ call }) => call?.status === 'scheduled' && call.startedAt === null,
      tone: 'quiet',
    },
    {
      command: 'call.consent',
      subject: ({ call }) => call?.id,
      label: 'Recording Consent',
      defaults: ({ call }) => ({ version: call?.version, answer: 'given' }),
      offered: ({ call }) =>
        call !== null && call.startedAt !== null && call.endedAt === null && call.consent === 'not_asked',
      tone: 'quiet',
    },
  ],
};

function trialActivated(facts: Facts): Finding {
  const { trial } = facts;
  if (!trial) return missing('There is no trial to activate: create it in Step 4.');
  if (!trial.activatedAt)
    return missing(
      trial.activationRequestedAt
        ? 'The credentials are being tested once more; the last pass activates the trial.'
        : 'The trial is not activated: its clock starts on activation.',
    );
  const ends = trial.endsAt ? `, it ends ${wall(trial.endsAt, facts)}` : '';
  return met(`Trial activated${ends}`, { at: trial.activatedAt, id: trial.id, entries: ['trial.activated'] });
}

export const activateTrial: Step = {
  id: 'activate-trial',
  number: null,
  title: 'Activate Trial',
  section: 'Trial Activation',
  evidence: (facts) => [trialActivated(facts)],
  working: ({ trial }) =>
    trial?.status === 'pending' && trial.activationRequestedAt
      ? 'Testing the credentials once more'
      : undefined,
  commands: [
    {
      command: 'trial.activate',
      label: 'Activate Trial',
      subject: ({ trial }) => trial?.id,
      defaults: ({ trial }) => ({ version: trial?.version }),
      confirm: 'The 7-day trial clock starts now.',
    },
    {
      command: 'trial.undo-activation',
      label: 'Undo Activation',
      subject: ({ trial }) => trial?.id,
      defaults: ({ trial }) => ({ version: trial?.version }),
      offered: ({ trial }, done) => done && trial?.status === 'active',
      tone: 'danger',
    },
  ],
};
