import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { deliverableAggregate } from '../goal.aggregates.js';
import { ActionResults } from './action-results.js';
import { HandOver } from './hand-over.service.js';

/** Of the agent platform, by its key: what became of an action it was handed. */
export const reportActionResult = command({
  name: 'deliverable.result',
  title: 'Report the result',
  roles: ['integration'],
  aggregate: deliverableAggregate,
  input: z
    .strictObject({
      handOverId: z
        .uuid()
        .meta({ title: 'Hand-over', description: 'As the webhook named it.', widget: 'hidden' }),
      outcome: z.enum(['done', 'failed']).meta({ title: 'Outcome' }),
      reason: z.string().trim().min(3).max(500).optional().meta({ title: 'Reason' }),
      reference: z.string().trim().min(1).max(300).optional().meta({
        title: 'Reference',
        description: 'Where it can be seen: a post’s address, an order’s number.',
      }),
    })
    .refine(({ outcome, reason }) => outcome === 'done' || reason !== undefined, {
      path: ['reason'],
      message: 'A failure needs its reason',
    }),
  unscanned: ['reference'],
  service: ActionResults,
  run: (results, tx, { id, input }) => results.report(tx, id, input),
});

export const handOverAgain = command({
  name: 'deliverable.hand-over',
  title: 'Hand over again',
  roles: ['ops', 'csm'],
  aggregate: deliverableAggregate,
  input: z.strictObject({
    version: z.int().positive().meta({ title: 'Version' }),
    reason: z.string().trim().min(3, 'Give a reason').max(500).meta({
      title: 'Reason',
      description: 'The action keeps its id, so that the agent platform carries it out at most once.',
    }),
  }),
  service: HandOver,
  check: (handOver, tx, id) => handOver.whyNotAgain(tx, id),
  run: async (handOver, tx, { id, input }) => {
    const { action, version } = await handOver.again(tx, id, input);
    return { id, action, version };
  },
});

export const HAND_OVER_COMMANDS = [reportActionResult, handOverAgain] as const;
