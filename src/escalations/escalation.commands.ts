import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { aggregate } from '../platform/unit-of-work/aggregate.js';
import { EscalationService } from './escalation.service.js';
import { TEAM_NAMES, TEAMS, TRIGGER_NAMES, TRIGGERS } from './triggers.js';

export const escalationAggregate = aggregate('escalation', 'escalation', 'customer_id');
/** The customer an escalation is opened for; this room knows customers by their id only. */
const escalatedCustomer = aggregate('customer', 'customer');

const version = z.int().positive().meta({ title: 'Version' });
const trigger = z.enum(TRIGGER_NAMES).meta({
  title: 'Trigger',
  options: TRIGGER_NAMES.map((name) => ({
    value: name,
    label: `${TEAMS[TRIGGERS[name].team].title}: ${TRIGGERS[name].title}`,
  })),
});

export const openEscalation = command({
  name: 'escalation.open',
  title: 'Escalate',
  roles: ['ops', 'csm', ...TEAM_NAMES, 'integration'],
  aggregate: escalatedCustomer,
  input: z.strictObject({
    trigger,
    cause: z.string().trim().min(3).max(200).meta({
      title: 'Cause',
      description: 'In a few words; the same cause of a customer is escalated once.',
    }),
    details: z.string().trim().max(5_000).optional().meta({
      title: 'Details',
      description: 'What was seen and tried. Never a secret.',
      widget: 'textarea',
    }),
  }),
  status: 201,
  service: EscalationService,
  run: (escalations, tx, { id, input }) =>
    escalations.open(tx, {
      trigger: input.trigger,
      cause: input.cause,
      customerId: id,
      evidence: { details: input.details ?? null },
    }),
});

export const acknowledgeEscalation = command({
  name: 'escalation.acknowledge',
  title: 'Acknowledge',
  roles: [...TEAM_NAMES],
  aggregate: escalationAggregate,
  input: z.strictObject({ version }),
  service: EscalationService,
  check: (escalations, tx, id) => escalations.whyNotMine(tx, id),
  run: (escalations, tx, { id, input }) => escalations.acknowledge(tx, id, input.version),
});

export const resolveEscalation = command({
  name: 'escalation.resolve',
  title: 'Resolve',
  roles: [...TEAM_NAMES],
  aggregate: escalationAggregate,
  input: z.strictObject({
    version,
    resolution: z
      .string()
      .trim()
      .min(3)
      .max(5_000)
      .meta({ title: 'Resolution', description: 'What was found and done.', widget: 'textarea' }),
  }),
  service: EscalationService,
  check: (escalations, tx, id) => escalations.whyNotMine(tx, id),
  run: (escalations, tx, { id, input }) => escalations.resolve(tx, id, input.version, input.resolution),
});

export const reopenEscalation = command({
  name: 'escalation.reopen',
  title: 'Reopen',
  roles: ['ops', 'csm', ...TEAM_NAMES],
  aggregate: escalationAggregate,
  input: z.strictObject({ version }),
  service: EscalationService,
  run: (escalations, tx, { id, input }) => escalations.reopen(tx, id, input.version),
});
