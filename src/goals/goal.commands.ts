import { z } from 'zod';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Accepted, command } from '../platform/commands/command.js';
import { chosenRow, chosenRows } from '../platform/commands/many-rows.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { goalAggregate, goalRunAggregate } from './goal.aggregates.js';
import { GoalApproval } from './goal-approval.js';
import { APPROVED_AT_ONCE, GoalBulkApproval } from './goal-bulk-approval.js';
import { goalForm, newGoalForm } from './goal-forms.js';
import { GoalResumption } from './goal-resumption.js';
import { GoalService } from './goal.service.js';
import { goalView, runView } from './goal-views.js';
import { ESCALATORS, escalationOpening } from '../escalations/opening.js';
import { CATCH_UPS, CATCH_UP_WORDS } from './schedule/catch-up.js';
import { RunEscalation } from './runs/run-escalation.js';
import { RunService } from './runs/run.service.js';
import { SAFETY_RULES } from './safety/safety-facts.js';
import {
  GOAL_TEMPLATES,
  goalTemplateName,
  type GoalSpec,
  type GoalTemplateName,
} from './templates/goal-templates.js';

const MAKERS = ['ops', 'csm', 'customer', 'integration'] as const;
const OPS = ['ops', 'csm'] as const;
const LIVE = ['pending_approval', 'approved', 'rejected', 'paused'] as const;
const version = z.int().positive().meta({ title: 'Version' });
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .optional()
  .meta({ title: 'Name', description: 'Empty: made from the parameters.' });
const parameters = z
  .record(z.string(), z.unknown())
  .meta({ title: 'Parameters', description: 'By the template: see GET /goal-templates.' });

const catchUp = z
  .enum(CATCH_UPS)
  .optional()
  .meta({
    title: 'After an outage',
    description: 'What is done about runs that fell into it; never more than one is made.',
    options: CATCH_UPS.map((value) => ({ value, label: CATCH_UP_WORDS[value] })),
  });

export const createGoal = command({
  name: 'goal.create',
  title: 'Create Goal',
  roles: MAKERS,
  aggregate: customerAggregate,
  input: z.strictObject({
    agentId: z.uuid().meta({ title: 'Agent' }),
    template: goalTemplateName.meta({ title: 'Goal template' }),
    name,
    parameters,
    catchUp,
  }),
  status: 201,
  service: GoalService,
  check: async (goals, tx, id) => goals.whyNotCreate(tx, id),
  form: async (goals, tx, id) => newGoalForm(await goals.agentsOf(tx, id), await goals.counted(tx, id)),
  run: async (goals, tx, { id, input }) => {
    const spec = specFrom(input.template, input.parameters);
    const { agentId, name: called, catchUp: given } = input;
    return goalView(await goals.create(tx, id, { agentId, name: called, spec, catchUp: given }));
  },
});

export const editGoal = command({
  name: 'goal.edit',
  title: 'Edit Goal',
  roles: MAKERS,
  aggregate: goalAggregate,
  input: z.strictObject({ version, name, parameters, catchUp }),
  service: GoalService,
  form: async (goals, tx, id) => goalForm(await goals.get(tx, id)),
  check: (goals, tx, id) => goals.whyNot(tx, id, ...LIVE),
  run: async (goals, tx, { id, input }) => {
    const template = await goals.templateOf(tx, id);
    const spec = specFrom(template, input.parameters);
    const { version: seen, name: called, catchUp: given } = input;
    return goalView(await goals.edit(tx, id, { version: seen, name: called, spec, catchUp: given }));
  },
});

export const approveGoal = command({
  name: 'goal.approve',
  title: 'Approve Goal',
  roles: OPS,
  aggregate: goalAggregate,
  input: z.strictObject({
    version,
    overrideReason: z.string().trim().min(3).max(500).optional().meta({
      title: 'Reason to override',
      description: 'Admins only: why it is approved against a failing finding.',
    }),
  }),
  service: GoalApproval,
  check: (approval, tx, id) => approval.whyNot(tx, id),
  run: async (approval, tx, { id, input }) => goalView(await approval.approve(tx, id, input)),
});

const seenGoal = chosenRow.extend({
  seen: z
    .array(z.enum(SAFETY_RULES))
    .max(SAFETY_RULES.length)
    .default([])
    .meta({ description: 'Rules whose findings did not pass, each of which you looked at.' }),
});

/** Locks each customer before the goal, in one order: hence no aggregate here. */
export const approveGoals = command({
  name: 'goal.approve-many',
  title: 'Approve Goals',
  roles: OPS,
  input: z.strictObject({
    goals: chosenRows('Goals', APPROVED_AT_ONCE, seenGoal).describe(
      'Each as you saw it. One that fails its review is approved alone, by an admin with a reason.',
    ),
    dryRun: z
      .boolean()
      .default(false)
      .meta({ title: 'Dry run', description: 'Says what would become of each goal, and changes nothing.' }),
  }),
  service: GoalBulkApproval,
  run: (approval, tx, { input }) => approval.approveMany(tx, input),
});

export const rejectGoal = command({
  name: 'goal.reject',
  title: 'Reject Goal',
  roles: OPS,
  aggregate: goalAggregate,
  input: z.strictObject({
    version,
    reason: z.string().trim().min(3, 'Give a reason').max(500).meta({ title: 'Reason' }),
  }),
  service: GoalService,
  check: (goals, tx, id) => goals.whyNot(tx, id, 'pending_approval'),
  run: async (goals, tx, { id, input }) => goalView(await goals.reject(tx, id, input)),
});

export const resubmitGoal = command({
  name: 'goal.resubmit',
  title: 'Resubmit Goal',
  roles: MAKERS,
  aggregate: goalAggregate,
  input: z.strictObject({}),
  service: GoalService,
  check: (goals, tx, id) => goals.whyNot(tx, id, 'rejected'),
  run: async (goals, tx, { id }) => goalView(await goals.resubmit(tx, id)),
});

export const pauseGoal = command({
  name: 'goal.pause',
  title: 'Pause Goal',
  roles: MAKERS,
  aggregate: goalAggregate,
  input: z.strictObject({
    reason: z
      .string()
      .trim()
      .min(3, 'Give a reason')
      .max(500)
      .optional()
      .meta({ title: 'Reason', description: 'The customer reads it beside the goal.' }),
  }),
  service: GoalService,
  check: (goals, tx, id) => goals.whyNot(tx, id, 'approved'),
  run: async (goals, tx, { id, input }) => goalView(await goals.pause(tx, id, 'person', input.reason)),
});

export const resumeGoal = command({
  name: 'goal.resume',
  title: 'Resume Goal',
  roles: MAKERS,
  aggregate: goalAggregate,
  input: z.strictObject({}),
  service: GoalResumption,
  check: (resumption, tx, id) => resumption.whyNot(tx, id),
  run: async (resumption, tx, { id }) => goalView(await resumption.resume(tx, id)),
});

export const archiveGoal = command({
  name: 'goal.archive',
  title: 'Archive Goal',
  roles: MAKERS,
  aggregate: goalAggregate,
  input: z.strictObject({}),
  service: GoalService,
  check: (goals, tx, id) => goals.whyNot(tx, id, ...LIVE),
  run: async (goals, tx, { id }) => goalView(await goals.archive(tx, id)),
});

export const triggerGoal = command({
  name: 'goal.trigger',
  title: 'Trigger Now',
  roles: MAKERS,
  aggregate: goalAggregate,
  input: z.strictObject({}),
  service: RunService,
  check: (runs, tx, id) => runs.whyNotTrigger(tx, id),
  run: async (runs, tx, { id }) => new Accepted(runView(await runs.trigger(tx, id))),
});

export const cancelRun = command({
  name: 'run.cancel',
  title: 'Cancel Run',
  roles: OPS,
  aggregate: goalRunAggregate,
  input: z.strictObject({}),
  service: RunService,
  check: (runs, tx, id) => runs.whyNotCancel(tx, id),
  run: async (runs, tx, { id }) => runView(await runs.cancel(tx, id, 'Cancelled by a person.')),
});

export const escalateRun = command({
  name: 'run.escalate',
  title: 'Escalate',
  roles: ESCALATORS,
  aggregate: goalRunAggregate,
  input: escalationOpening,
  status: 201,
  service: RunEscalation,
  form: () => Promise.resolve({ start: { trigger: 'scheduler_not_executing' } }),
  run: (escalation, tx, { id, input }) => escalation.raise(tx, id, input),
});

/** Refusals name the field as the caller sent it: `parameters.coin`. */
function specFrom(template: GoalTemplateName, given: unknown): GoalSpec {
  const schema = GOAL_TEMPLATES[template].parameters as z.ZodType<GoalSpec['parameters']>;
  return {
    template,
    parameters: parseInput(z.strictObject({ parameters: schema }), { parameters: given }).parameters,
  } as GoalSpec;
}
