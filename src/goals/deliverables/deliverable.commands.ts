import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { deliverableAggregate } from '../goal.aggregates.js';
import { DeliverableDesk } from './deliverable-desk.js';

const WHO = ['ops', 'csm', 'customer', 'integration'] as const;
const version = z.int().positive().meta({ title: 'Version' });
const body = z
  .string()
  .trim()
  .min(1, 'The draft is empty')
  .max(20_000)
  .meta({ title: 'Draft', widget: 'markdown' });
const changedBody = body
  .optional()
  .meta({ title: 'Draft', description: 'Only when you changed it.', widget: 'markdown' });
const feedback = z.string().trim().min(3, 'Say what should be different').max(1000);
const reason = z.string().trim().min(3, 'Give a reason').max(1000).meta({ title: 'Reason' });

export const approveDeliverable = command({
  name: 'deliverable.approve',
  title: 'Approve',
  roles: WHO,
  aggregate: deliverableAggregate,
  input: z.strictObject({ version, body: changedBody }),
  service: DeliverableDesk,
  check: (desk, tx, id) => desk.whyNot(tx, id),
  run: (desk, tx, { id, input }) => desk.approve(tx, id, input),
});

export const rejectDeliverable = command({
  name: 'deliverable.reject',
  title: 'Reject',
  roles: WHO,
  aggregate: deliverableAggregate,
  input: z.strictObject({ version, reason }),
  service: DeliverableDesk,
  check: (desk, tx, id) => desk.whyNot(tx, id),
  run: (desk, tx, { id, input }) => desk.reject(tx, id, input),
});

export const editDeliverable = command({
  name: 'deliverable.edit',
  title: 'Edit draft',
  roles: WHO,
  aggregate: deliverableAggregate,
  input: z.strictObject({ version, body }),
  service: DeliverableDesk,
  check: (desk, tx, id) => desk.whyNot(tx, id),
  run: (desk, tx, { id, input }) => desk.edit(tx, id, input),
});

export const regenerateDeliverable = command({
  name: 'deliverable.regenerate',
  title: 'Regenerate',
  roles: WHO,
  aggregate: deliverableAggregate,
  input: z.strictObject({
    version,
    feedback: feedback.meta({
      title: 'Feedback',
      description: 'What should be different. This draft is rejected with it, and a new run takes one task.',
    }),
  }),
  service: DeliverableDesk,
  check: (desk, tx, id) => desk.whyNotRegenerate(tx, id),
  run: (desk, tx, { id, input }) => desk.regenerate(tx, id, input),
});

export const editReview = command({
  name: 'review.edit',
  title: 'Save the text',
  roles: ['public', 'customer'],
  input: z.strictObject({ token: z.string().min(1).max(200), version, body }),
  service: DeliverableDesk,
  run: (desk, tx, { input }) => desk.editByLink(tx, input),
});

export const decideReview = command({
  name: 'review.decide',
  title: 'Approve or reject',
  roles: ['public', 'customer'],
  input: z
    .strictObject({
      token: z.string().min(1).max(200),
      decision: z.enum(['approve', 'reject', 'regenerate']),
      /** The version that was shown: nobody approves what they have not seen. */
      version: version.optional(),
      body: changedBody,
      reason: reason.optional(),
    })
    .refine(({ decision, reason }) => decision === 'approve' || reason !== undefined, {
      path: ['reason'],
      message: 'Say in a few words what should be different',
    }),
  service: DeliverableDesk,
  run: (desk, tx, { input }) => desk.decideByLink(tx, input),
});
