import { z } from 'zod';
import type { DeliverableView } from '../goals/deliverables/deliverable-view.js';
import { proposalView } from '../goals/deliverables/proposal-view.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { portalPage } from './portal-page.js';

/** What a person does with a draft. */
export interface Decision {
  readonly decision: 'approve' | 'reject';
  /** Only when the text was changed. */
  readonly body?: string;
  readonly reason?: string;
}

const form = z.object({
  decision: z.enum(['approve', 'reject'], 'Press Approve or Reject.'),
  version: z.coerce.number().int(),
  body: z.string().max(20_000, 'The draft is longer than 20,000 characters.').default(''),
  reason: z.string().trim().max(1_000, 'Keep the reason under 1,000 characters.').default(''),
});

/** Browsers send line ends as CR LF. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/**
 * The decision that a review form holds.
 * Throws `validation_failed` for a rejection without a reason, `version_conflict` when the draft was changed
 * since it was shown: nobody approves what they have not seen.
 */
export function readDecision(body: unknown, shown: Pick<DeliverableView, 'body' | 'version'>): Decision {
  const typed = parseInput(form, body);
  if (typed.version !== shown.version)
    throw commonErrors.version_conflict('The draft was changed since you opened this page.', {
      hint: 'Read it as it is now, then decide.',
    });
  if (typed.decision === 'approve') {
    const text = plain(typed.body);
    return { decision: 'approve', ...(text === '' || text === plain(shown.body) ? {} : { body: text }) };
  }
  if (typed.reason.length >= 3) return { decision: 'reject', reason: typed.reason };
  throw commonErrors.validation_failed('A rejection needs a reason.', {
    fields: [{ field: 'reason', message: 'Say in a few words what should be different.' }],
    hint: 'Your reason helps us to set the agent right.',
  });
}

/** The page of a draft: to read, edit and decide. `where` names the form's address and hidden fields. */
export const reviewPage = (draft: DeliverableView, where: object, body?: unknown, who?: string) => {
  const { body: text, reason } = (body ?? {}) as { body?: unknown; reason?: unknown };
  const typed = {
    body: typeof text === 'string' ? text : draft.body,
    reason: typeof reason === 'string' ? reason : '',
  };
  const data = { draft, typed, proposal: draft.proposal && proposalView(draft.proposal), ...where };
  return portalPage('review', `Review: ${draft.title}`, data, { who, wide: true });
};

/** What happened with the decision, in words. */
export const decidedPage = (draft: DeliverableView, who?: string) =>
  portalPage('decided', draft.status === 'approved' ? 'Approved' : 'Rejected', { draft }, { who });
