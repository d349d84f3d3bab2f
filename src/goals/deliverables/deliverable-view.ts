import type { MarketChart } from '../runtimes/market/market-chart.js';
import type { Proposal } from '../runtimes/agent-runtime.js';
import type { DeliverableRevision } from './deliverable-revision.entity.js';
import type { Deliverable } from './deliverable.entity.js';
import { renderMarkdown } from './render-markdown.js';
import { diffRevisions, type RevisionDiff } from './revision-diff.js';

export interface RevisionView {
  readonly number: number;
  readonly by: string;
  readonly createdAt: string;
  readonly body: string;
  /** Against the revision before; null for the agent's own. */
  readonly diff: RevisionDiff | null;
}

/** A draft as REST, panel, portal and the review page show it. */
export interface DeliverableView {
  readonly id: string;
  readonly customerId: string;
  readonly goalId: string;
  readonly runId: string;
  readonly title: string;
  readonly status: string;
  readonly revision: number;
  /** Markdown of the newest revision, and the same as HTML that is safe to show. */
  readonly body: string;
  readonly html: string;
  readonly proposal: Proposal | null;
  /** The figures of its chart; null where there is none. */
  readonly chart: MarketChart | null;
  readonly remarks: readonly string[];
  /** Figures of the newest text that nobody gave: to be checked before approval. Mostly empty. */
  readonly unproven: readonly string[];
  readonly action: string;
  /** Why the action failed; where it can be seen once it is done. */
  readonly actionReason: string | null;
  readonly actionReference: string | null;
  /** Handed over, and its result is missed. */
  readonly resultOverdue: boolean;
  /** What became of it, in words; null while in review. */
  readonly confirmation: string | null;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  /** The run that writes another draft in its place; null when none was asked for. */
  readonly nextRunId: string | null;
  readonly revisions: readonly RevisionView[];
  readonly createdAt: string;
  readonly version: number;
}

/** One of many: the figures of its chart come with it alone. */
export type ListedDeliverable = Omit<DeliverableView, 'chart'>;

/** `revisions` oldest first. */
export function deliverableView(
  deliverable: Deliverable,
  revisions: readonly DeliverableRevision[],
): DeliverableView {
  const body = revisions.at(-1)?.body ?? '';
  return {
    id: deliverable.id,
    customerId: deliverable.customerId,
    goalId: deliverable.goalId,
    runId: deliverable.runId,
    title: deliverable.title,
    status: deliverable.status,
    revision: deliverable.revision,
    body,
    html: renderMarkdown(body),
    proposal: deliverable.proposal ?? null,
    chart: deliverable.chart ?? null,
    remarks: deliverable.remarks,
    unproven: deliverable.unproven ?? [],
    action: deliverable.action,
    actionReason: deliverable.actionReason ?? null,
    actionReference: deliverable.actionReference ?? null,
    resultOverdue: deliverable.resultOverdue,
    confirmation: confirmationOf(deliverable),
    decidedAt: deliverable.decidedAt?.toISOString() ?? null,
    decidedBy: deliverable.decidedBy ?? null,
    reason: deliverable.reason ?? null,
    nextRunId: deliverable.nextRunId ?? null,
    revisions: revisions.map((revision, at) => revisionView(revision, revisions[at - 1])),
    createdAt: deliverable.createdAt.toISOString(),
    version: deliverable.version,
  };
}

/** The confirmation a person sees after deciding: it says what was done outside, and what was not. */
export function confirmationOf({ status, action, proposal, nextRunId }: Deliverable): string | null {
  if (status === 'in_review') return null;
  if (status === 'rejected' && nextRunId)
    return 'Another draft is being written with this feedback. Nothing was posted or traded.';
  if (status === 'rejected') return 'Rejected. Nothing was posted or traded.';
  if (!proposal) return 'Approved. The draft is yours to keep.';
  const thing = proposal.kind === 'trade' ? 'The trade' : 'The post';
  switch (action) {
    case 'none':
      return `Approved. The draft is yours to keep. ${thing} is not carried out: the trial has ended.`;
    case 'handed_over':
      return `Approved. ${thing} was handed over to the agent platform, which carries it out; its result will be shown here.`;
    case 'done':
      return `Approved. ${thing} was carried out by the agent platform.`;
    case 'failed':
      return `Approved. ${thing} was handed over to the agent platform, but could not be carried out.`;
    default:
      return `Approved and recorded. ${thing} was not carried out by this system: no agent platform is connected.`;
  }
}

function revisionView(revision: DeliverableRevision, before: DeliverableRevision | undefined): RevisionView {
  return {
    number: revision.number,
    by: revision.by,
    createdAt: revision.createdAt.toISOString(),
    body: revision.body,
    diff: before ? diffRevisions(before.body, revision.body) : null,
  };
}
