import { z } from 'zod';
import { agentTypeName } from '../agents/types/agent-types.js';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Accepted, command } from '../platform/commands/command.js';
import { chosenRow, chosenRows } from '../platform/commands/many-rows.js';
import { asDate, instant } from '../calls/call-fields.js';
import { hirePrice } from './hire-price.js';
import { trialAggregate } from './trial.aggregate.js';
import { EXTENDED_AT_ONCE, TrialExtensions } from './trial-extensions.service.js';
import { TrialActivation } from './trial-activation.js';
import { TrialPages } from './trial-pages.js';
import { NOT_HIRED_REASONS, NOT_HIRED_WORDS } from './trial.states.js';

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

const hours = z
  .int()
  .min(1)
  .max(24 * 60);

export const extendTrial = command({
  name: 'trial.extend',
  title: 'Extend trial',
  roles: ['csm'],
  aggregate: trialAggregate,
  input: z.strictObject({
    version,
    hours: hours.meta({ title: 'Hours', description: 'A CSM: up to 72, once.' }),
    reason,
  }),
  service: TrialPages,
  check: (pages, tx, id) => pages.trials.whyNotExtend(tx, id),
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.extensions.extend(tx, id, input)),
});

/** Locks each customer before the trial, in one order, as every change of a trial does: hence no aggregate here. */
export const extendTrials = command({
  name: 'trial.extend-many',
  title: 'Extend Trials',
  roles: ['admin'],
  input: z
    .strictObject({
      hours: hours.meta({ title: 'Hours' }),
      reason: reason.meta({
        title: 'Reason',
        description: 'One for all; a trial that was extended together for this reason is not extended again.',
      }),
      trials: chosenRows('Trials', EXTENDED_AT_ONCE, chosenRow)
        .optional()
        .describe('Either these, or all that ran between two instants.'),
      runningFrom: instant('Running from', 'When the outage began.').optional(),
      runningTo: instant('Running to', 'When it was over.').optional(),
      dryRun: z.boolean().default(false).meta({
        title: 'Dry run',
        description: 'Says what would become of each trial, and changes nothing.',
      }),
    })
    .refine(
      ({ trials, runningFrom, runningTo }) =>
        trials ? !runningFrom && !runningTo : runningFrom !== undefined && runningTo !== undefined,
      { path: ['trials'], message: 'give either the trials, or both instants' },
    )
    .refine(
      ({ runningFrom, runningTo }) =>
        !runningFrom || !runningTo || Date.parse(runningFrom) < Date.parse(runningTo),
      { path: ['runningTo'], message: 'must be after the beginning' },
    ),
  service: TrialExtensions,
  run: (extensions, tx, { input: { runningFrom, runningTo, ...input } }) =>
    extensions.extendMany(tx, {
      ...input,
      runningFrom: asDate(runningFrom),
      runningTo: asDate(runningTo),
    }),
});

export const convertTrial = command({
  name: 'trial.convert',
  title: 'Convert to hire',
  roles: ['ops', 'csm', 'integration'],
  aggregate: trialAggregate,
  input: z.strictObject({
    version,
    plan: z.string().trim().min(2, 'Name the plan').max(80).meta({ title: 'Plan' }),
    price: hirePrice,
    startsOn: z.iso.date('must be a day such as 2026-02-20').meta({
      title: 'Starts on',
      description: 'A day of the customer’s zone, from the trial’s activation on.',
    }),
  }),
  service: TrialPages,
  check: (pages, tx, id) => pages.hire.whyNot(tx, id),
  form: (pages, tx, id) => pages.hire.form(tx, id),
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.hire.convert(tx, id, input)),
});

const because = z.enum(NOT_HIRED_REASONS).meta({
  title: 'Why not hired',
  options: NOT_HIRED_REASONS.map((value) => ({ value, label: NOT_HIRED_WORDS[value] })),
});

export const cancelTrial = command({
  name: 'trial.cancel',
  title: 'Cancel trial',
  roles: ['ops', 'csm'],
  aggregate: trialAggregate,
  input: z.strictObject({
    version,
    reason,
    because: because.optional().meta({
      title: 'Why not hired',
      description: 'Where the customer decided against it.',
    }),
  }),
  service: TrialPages,
  check: (pages, tx, id) => pages.trials.whyNotCancel(tx, id),
  run: async (pages, tx, { id, input }) => pages.view(tx, await pages.trials.cancel(tx, id, input)),
});

export const recordNotHired = command({
  name: 'trial.not-hired',
  title: 'Record why not hired',
  roles: ['ops', 'csm', 'integration'],
  aggregate: trialAggregate,
  input: z.strictObject({
    version,
    because,
    words: z.string().trim().max(1_000).nullable().default(null).meta({
      title: 'In their words',
      widget: 'textarea',
    }),
  }),
  service: TrialPages,
  check: (pages, tx, id) => pages.hire.whyNoReason(tx, id),
  run: async (pages, tx, { id, input: { version: seen, ...why } }) =>
    pages.view(tx, await pages.hire.notHired(tx, id, seen, why)),
});

export const TRIAL_COMMANDS = [
  createTrial,
  activateTrial,
  undoTrialActivation,
  extendTrial,
  extendTrials,
  convertTrial,
  cancelTrial,
  recordNotHired,
] as const;
