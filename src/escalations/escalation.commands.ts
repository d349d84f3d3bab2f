import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { aggregate } from '../platform/unit-of-work/aggregate.js';
import { EscalationDesk } from './escalation-desk.service.js';
import { TEAM_NAMES, TEAMS, TRIGGER_NAMES, TRIGGERS } from './triggers.js';

export const escalationAggregate = aggregate('escalation', 'escalation', 'customer_id');
/** The customer an escalation is opened for; this room knows customers by their id only. */
const escalatedCustomer = aggregate('customer', 'customer');

const version = z.int().positive().meta({ title: 'Version' });
const trigger = z.enum(TRIGGER_NAMES).meta({
  title: 'Trigger',
  description: 'The runbook’s "When to Escalate": it sets the team and its channel.',
  options: TRIGGER_NAMES.map((name) => ({
    value: name,
    label: `${TEAMS[TRIGGERS[name].team].title}: ${TRIGGERS[name].title}`,
  })),
});
const words = (title: string, description: string) =>
  z
    .string()
    .trim()
    .min(3, 'must say it in a few words')
    .max(5_000)
    .meta({ title, description, widget: 'textarea' });

const opening = z.strictObject({
  trigger,
  cause: z.string().trim().min(3).max(200).meta({
    title: 'What it is about',
    description: 'In a few words; the same cause of a customer is escalated once.',
  }),
  details: words('Details', 'What was seen and tried. Never a secret.').optional(),
});

export const openEscalation = command({
  name: 'escalation.open',
  title: 'Escalate',
  roles: ['ops', 'csm', ...TEAM_NAMES, 'integration'],
  aggregate: escalatedCustomer,
  input: opening,
  status: 201,
  service: EscalationDesk,
  run: (escalations, tx, { id, input }) => escalations.raise(tx, id, input),
});

/** What concerns no single customer: the scheduler, loading times, an outage of a platform. */
export const createEscalation = command({
  name: 'escalation.create',
  title: 'Create New',
  roles: ['ops', 'csm', ...TEAM_NAMES],
  input: opening,
  status: 201,
  service: EscalationDesk,
  run: (escalations, tx, { input }) => escalations.raise(tx, null, input),
});

export const acknowledgeEscalation = command({
  name: 'escalation.acknowledge',
  title: 'Acknowledge',
  roles: [...TEAM_NAMES],
  aggregate: escalationAggregate,
  input: z.strictObject({ version }),
  service: EscalationDesk,
  check: (escalations, tx, id) => escalations.whyNot(tx, id, 'acknowledged'),
  run: (escalations, tx, { id, input }) => escalations.acknowledge(tx, id, input.version),
});

export const resolveEscalation = command({
  name: 'escalation.resolve',
  title: 'Resolve',
  roles: [...TEAM_NAMES],
  aggregate: escalationAggregate,
  input: z.strictObject({ version, resolution: words('Resolution', 'What was found and done.') }),
  service: EscalationDesk,
  check: (escalations, tx, id) => escalations.whyNot(tx, id, 'resolved'),
  run: (escalations, tx, { id, input }) => escalations.resolve(tx, id, input.version, input.resolution),
});

export const reopenEscalation = command({
  name: 'escalation.reopen',
  title: 'Reopen',
  roles: ['ops', 'csm', ...TEAM_NAMES],
  aggregate: escalationAggregate,
  input: z.strictObject({ version, reason: words('Reason', 'Why it is not resolved after all.') }),
  service: EscalationDesk,
  check: (escalations, tx, id) => escalations.whyNot(tx, id, 'open'),
  run: (escalations, tx, { id, input }) => escalations.reopen(tx, id, input.version, input.reason),
});

/** Every command of this room's own records. */
export const ESCALATION_COMMANDS = [
  openEscalation,
  createEscalation,
  acknowledgeEscalation,
  resolveEscalation,
  reopenEscalation,
] as const;
