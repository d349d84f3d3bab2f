import type { z } from 'zod';
import { settingsFields } from '../../agents/settings-form.js';
import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { suggestedName } from '../../agents/types/suggested-name.js';
import { GOAL_TEMPLATES, type GoalTemplateName } from '../../goals/templates/goal-templates.js';
import type { DeliverableFact, Facts, GoalFact } from '../facts/facts.js';
import { met, missing, type Finding } from './evidence.js';
import type { Step } from './step.js';

export function agentConfigured({ agent }: Facts): Finding {
  if (!agent) return missing('There is no agent to configure: draft it in Step 4.');
  if (agent.status === 'draft' || !agent.configuredAt)
    return missing('The agent settings are not saved: nickname, theme and limits are needed.');
  return met('Agent configured within the limits of the trial', {
    at: agent.configuredAt,
    id: agent.id,
    entries: ['agent.configured'],
    customers: true,
  });
}

export const configureAgent: Step = {
  id: '9',
  number: 9,
  title: 'Configure Agent Settings',
  section: 'Agent Configuration Guidance',
  evidence: (facts) => [agentConfigured(facts)],
  ticks: [
    {
      id: 'understands-approval-process',
      section: 'Validation',
      line: 'Customer understands approval process',
    },
  ],
  commands: [
    {
      command: 'agent.configure',
      subject: ({ agent }) => agent?.id,
      label: 'Configure Agent',
      // Saved, its form stays open with the green check; later changes are made here, too.
      offered: ({ agent }) => agent !== null,
      defaults: ({ agent, customer }) => ({
        version: agent?.version,
        platforms: agent?.platforms,
        settings: agent
          ? {
              ...AGENT_TYPES[agent.type].defaults,
              ...suggestedName(agent.type, {
                ...customer,
                csmName: customer.csm?.name ?? null,
                platforms: agent.platforms,
              }),
              ...agent.settings,
            }
          : undefined,
      }),
      fields: ({ agent }): Readonly<Record<string, z.ZodType>> => (agent ? settingsFields(agent) : {}),
    },
  ],
};

const goalIn = (facts: Facts, ...statuses: GoalFact['status'][]): GoalFact | undefined =>
  facts.goals.find(({ status }) => statuses.includes(status));

export function goalApproved(facts: Facts): Finding {
  const approved = goalIn(facts, 'approved', 'paused');
  if (approved)
    return met('Goal created and approved', {
      at: approved.approvedAt ?? approved.createdAt,
      id: approved.id,
      entries: ['goal.approved', 'goal.created'],
    });
  if (goalIn(facts, 'pending_approval'))
    return missing('The goal is Pending Approval: review it for safety, then approve it.');
  if (goalIn(facts, 'rejected')) return missing('The goal was rejected: correct it and send it in again.');
  return missing('No goal is created.');
}

/** The runbook's example of a first goal, by the type of agent. */
const firstTemplate = ({ agent }: Facts): GoalTemplateName =>
  agent?.type === 'trading' ? 'market_monitoring' : 'social_media_post';

const pending = (facts: Facts): GoalFact | undefined => goalIn(facts, 'pending_approval');

export const createGoal: Step = {
  id: '10',
  number: 10,
  title: 'Create First Goal (Guided)',
  section: 'First Goal Setup',
  evidence: (facts) => [goalApproved(facts)],
  // What is approved is looked at first: the button's own form shows none of it.
  links: (facts) => {
    const goal = pending(facts);
    const text = 'Goal and its safety review';
    return goal ? [{ text, href: `/admin/resources/goals/records/${goal.id}/show` }] : [];
  },
  commands: [
    {
      command: 'goal.create',
      subject: ({ agent, customer }) => (agent ? customer.id : undefined),
      label: 'Create Goal',
      offered: ({ goals }) => goals.length === 0,
      defaults: (facts) => ({
        agentId: facts.agent?.id,
        template: firstTemplate(facts),
        parameters: GOAL_TEMPLATES[firstTemplate(facts)].defaults,
      }),
      fixed: ['agentId', 'template'],
      fields: (facts) => ({ parameters: GOAL_TEMPLATES[firstTemplate(facts)].parameters }),
    },
    {
      command: 'goal.approve',
      subject: (facts) => pending(facts)?.id,
      label: 'Approve Goal',
      defaults: (facts) => ({ version: pending(facts)?.version }),
      offered: (facts) => pending(facts) !== undefined,
    },
    {
      command: 'goal.reject',
      subject: (facts) => pending(facts)?.id,
      label: 'Reject Goal',
      defaults: (facts) => ({ version: pending(facts)?.version }),
      offered: (facts) => pending(facts) !== undefined,
      tone: 'quiet',
    },
  ],
};

function runCompleted({ run }: Facts): Finding {
  if (run.completed)
    return met('First goal executed', {
      at: run.completed.endedAt,
      id: run.completed.id,
      entries: ['goal.run_requested', 'goal.run_finished'],
    });
  if (run.live) return missing('The first goal is executing.');
  if (run.last)
    return missing(
      `The last execution ended ${run.last.status}${run.last.failureCode ? ` (${run.last.failureCode})` : ''}: press Trigger Now again.`,
    );
  return missing('The first goal has not been executed: press Trigger Now.');
}

const decision = (deliverable: DeliverableFact, at: Date, text: string): Finding =>
  met(text, { at, id: deliverable.id, entries: ['deliverable.decided'], customers: true });

function walkedThrough({ deliverable }: Facts): Finding {
  const { first, decided } = deliverable;
  if (decided?.decidedAt)
    return decision(decided, decided.decidedAt, `Approval walked through: draft ${decided.status}`);
  if (first) return missing('The draft waits for the customer to approve or reject it.');
  return missing('There is no deliverable to walk through yet.');
}

export function deliverableApproved({ deliverable }: Facts): Finding {
  const { approved } = deliverable;
  if (approved?.decidedAt) return decision(approved, approved.decidedAt, 'First deliverable approved');
  return missing('The customer has not approved a deliverable yet.');
}

const decide = (command: string, label: string) => ({
  command,
  label,
  subject: ({ deliverable }: Facts) => deliverable.waiting?.id,
  defaults: ({ deliverable }: Facts) => ({ version: deliverable.waiting?.version }),
  offered: ({ deliverable }: Facts) => deliverable.waiting !== null && deliverable.approved === null,
  tone: 'quiet' as const,
});

export const executeGoal: Step = {
  id: '11',
  number: 11,
  title: 'Execute First Goal (Demo)',
  section: 'First Goal Setup',
  evidence: (facts) => [runCompleted(facts), walkedThrough(facts)],
  working: ({ run }) => {
    if (!run.live) return undefined;
    return run.live.status === 'queued' ? 'Waiting for a worker' : 'The agent is working';
  },
  // Until the draft is decided, what was shown live stays: with the runbook's success message under it.
  follows: ({ run, deliverable }) =>
    run.live?.id ?? (deliverable.decided ? undefined : (run.completed?.id ?? run.last?.id)),
  commands: [
    {
      command: 'goal.trigger',
      subject: (facts) => goalIn(facts, 'approved')?.id,
      label: 'Trigger Now',
      offered: ({ run, deliverable }) =>
        run.live === null && deliverable.waiting === null && deliverable.approved === null,
    },
    {
      command: 'run.cancel',
      subject: ({ run }) => run.live?.id,
      label: 'Cancel Run',
      offered: ({ run }) => run.live !== null,
      tone: 'quiet',
    },
    decide('deliverable.approve', 'Approve for the Customer'),
    decide('deliverable.reject', 'Reject for the Customer'),
  ],
};
