import { z } from 'zod';
import { agentTypeName } from '../agents/types/agent-types.js';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Accepted, command } from '../platform/commands/command.js';
import { trialAggregate } from './trial.aggregate.js';
import { TrialActivation } from './trial-activation.js';
import { TrialPages } from './trial-pages.js';

const version = z.int().positive().meta({ title: 'Version' });
const reason = z.string().trim().min(3, 'Give a reason').max(500).meta({ title: 'Reason' });

export const createTrial = command({
  name: 'trial.create',
  title: 'Create trial',
  roles: ['ops', 'csm', 'integration'],
  aggregate: customerAggregate,
  input: z.strictObject({
    agentType: agentTypeName.optional().meta({
      title: 'Agent type',
      description: 'Based on the customer inquiry. Empty: the customer’s only agent.',
    }),
  }),
  status: 201,
  service: TrialPages,
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.trials.create(tx, id, input.agentType)),
});

export const activateTrial = command({
  name: 'trial.activate',
  title: 'Activate trial',
  roles: ['ops', 'csm', 'integration'],
  aggregate: trialAggregate,
  input: z.strictObject({}),
  service: TrialPages,
  check: (pages, tx, id) => pages.activation.whyNot(tx, id),
  run: async (pages, tx, { id }) => {
    const { trial, waitingFor } = await pages.activation.activate(tx, id);
    const view = await pages.view(tx, trial);
    return waitingFor.length === 0 ? view : new Accepted({ ...view, credentialTests: waitingFor });
  },
});

export const undoTrialActivation = command({
  name: 'trial.undo-activation',
  title: 'Undo activation',
  roles: ['ops', 'csm'],
  aggregate: trialAggregate,
  input: z.strictObject({}),
  service: TrialActivation,
  check: (activation, tx, id) => activation.whyNotUndo(tx, id),
  run: async (activation, tx, { id }) => {
    const { status, version: now } = await activation.undo(tx, id);
    return { id, status, version: now };
  },
});

export const extendTrial = command({
  name: 'trial.extend',
  title: 'Extend trial',
  roles: ['csm'],
  aggregate: trialAggregate,
  input: z.strictObject({
    version,
    hours: z
      .int()
      .min(1)
      .max(24 * 60)
      .meta({ title: 'Hours', description: 'A CSM: up to 72, once.' }),
    reason,
  }),
  service: TrialPages,
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.trials.extend(tx, id, input)),
});

export const convertTrial = command({
  name: 'trial.convert',
  title: 'Convert to hire',
  roles: ['ops', 'csm', 'integration'],
  aggregate: trialAggregate,
  input: z.strictObject({ version }),
  service: TrialPages,
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.trials.convert(tx, id, input.version)),
});

export const cancelTrial = command({
  name: 'trial.cancel',
  title: 'Cancel trial',
  roles: ['ops', 'csm'],
  aggregate: trialAggregate,
  input: z.strictObject({ version, reason }),
  service: TrialPages,
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.trials.cancel(tx, id, input)),
});
