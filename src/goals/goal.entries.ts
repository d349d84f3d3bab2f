import { entryType } from '../platform/history/entry-type.js';

type About = { template: string; agentId: string };

export const goalCreated = entryType<About>('goal.created', () => 'Goal created, pending approval');
/** `by`: staff, policy (approved itself) or integration; `overridden` when an admin overrode a failing finding. */
export const goalApproved = entryType<{ by: string; overridden: boolean }>(
  'goal.approved',
  ({ by, overridden }) =>
    by === 'policy'
      ? 'Goal approved by the approval policy'
      : `Goal approved${overridden ? ' against a finding' : ''}`,
);
export const goalRejected = entryType('goal.rejected', () => 'Goal rejected');
export const goalResubmitted = entryType('goal.resubmitted', () => 'Goal resubmitted for approval');
/** `reopened`: the change touched frequency, platform, limit or gate. */
export const goalEdited = entryType<{ reopened: boolean }>('goal.edited', ({ reopened }) =>
  reopened ? 'Goal changed, to be approved anew' : 'Goal changed',
);
export const goalPaused = entryType<{ reason: string }>('goal.paused', ({ reason }) =>
  reason === 'person' ? 'Goal paused' : `Goal paused: ${reason.replaceAll('_', ' ')}`,
);
export const goalResumed = entryType('goal.resumed', () => 'Goal resumed');
/** `withdrawn`: by its customer, before it was approved. */
export const goalArchived = entryType<{ withdrawn?: boolean }>('goal.archived', ({ withdrawn }) =>
  withdrawn ? 'Goal withdrawn by the customer' : 'Goal archived',
);

export const runRequested = entryType<{ goalId: string; trigger: string; tokensReserved: number }>(
  'goal.run_requested',
  ({ trigger }) => (trigger === 'manual' ? 'Triggered now' : 'Scheduled run started'),
);
export const runRefused = entryType<{ goalId: string; code: string }>(
  'goal.run_refused',
  ({ code }) => `Scheduled run refused: ${code.replaceAll('_', ' ')}`,
);
export const runStuck = entryType<{ goalId: string }>(
  'goal.run_stuck',
  () => 'Run unfinished after 10 minutes',
);
/** `status`: completed, failed or cancelled. */
export const runFinished = entryType<{
  goalId: string;
  status: string;
  code: string | null;
  tokensUsed: number;
  first: boolean;
}>(
  'goal.run_finished',
  ({ status, code }) => `Run ${status}${code === null ? '' : ` (${code.replaceAll('_', ' ')})`}`,
);

/** `engine`: who wrote it, `built-in` or `model <name>`; entries of earlier drafts have none. */
export const deliverableCreated = entryType<{ goalId: string; runId: string; engine?: string | null }>(
  'deliverable.created',
  ({ engine }) =>
    engine ? `Draft ready for review, written by the ${engineWords(engine)}` : 'Draft ready for review',
);
const engineWords = (engine: string): string => (engine === 'built-in' ? 'built-in engine' : engine);
/** So many drafts waited too long; their customer is reminded, once for each. */
export const draftsUndecided = entryType<{ drafts: number; at: string }>(
  'deliverable.undecided',
  ({ drafts }) => (drafts === 1 ? 'Draft still undecided' : `${drafts} drafts still undecided`),
);
export const deliverableEdited = entryType<{ revision: number; by: string }>(
  'deliverable.edited',
  ({ revision }) => `Draft edited (revision ${revision})`,
);
export const deliverableDownloaded = entryType<{ format: string }>(
  'deliverable.downloaded',
  ({ format }) => `Downloaded as ${format}`,
);
export const deliverablesDownloaded = entryType<{ deliverables: number }>(
  'customer.deliverables_downloaded',
  ({ deliverables }) => `All ${deliverables} deliverables downloaded`,
);
export const actionHandedOver = entryType<{ handOverId: string; round: number }>(
  'deliverable.handed_over',
  ({ round }) =>
    round === 1 ? 'Action handed over to the agent platform' : `Action handed over again (${round})`,
);
/** `by`: the agent platform's report, or our delivery to it that failed. */
export const actionSettled = entryType<{
  handOverId: string;
  outcome: 'done' | 'failed';
  by: 'agent_platform' | 'delivery';
}>('deliverable.action_settled', ({ outcome, by }) =>
  outcome === 'done'
    ? 'Action carried out by the agent platform'
    : by === 'delivery'
      ? 'Action could not be handed over'
      : 'Action could not be carried out',
);
export const actionOverdue = entryType(
  'deliverable.action_overdue',
  () => 'No result of the action came in time',
);
/** `by`: customer, or staff for the customer. */
export const deliverableDecided = entryType<{ status: string; by: string; action: string }>(
  'deliverable.decided',
  ({ status, by, action }) =>
    `Draft ${status}${by === 'staff' ? ' by staff, for the customer' : ''}${action === 'none' ? '' : ` (${action.replaceAll('_', ' ')})`}`,
);
