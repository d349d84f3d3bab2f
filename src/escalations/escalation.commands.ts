import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { aggregate } from '../platform/unit-of-work/aggregate.js';
import { EscalationDesk } from './escalation-desk.service.js';
import { ESCALATORS, escalationOpening as opening, escalationWords as words } from './opening.js';
import { TEAM_NAMES } from './triggers.js';

export const escalationAggregate = aggregate('escalation', 'escalation', 'customer_id');
/** The customer an escalation is opened for; this room knows customers by their id only. */
const escalatedCustomer = aggregate('customer', 'customer');

const version = z.int().positive().meta({ title: 'Version' });
export const openEscalation = command({
  name: 'escalation.open',
  title: 'Escalate',
  roles: [...ESCALATORS, 'integration'],
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
  roles: ESCALATORS,
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
  input: z.strictObject({
    version,
    plan: words('What happens now', 'In a few words, for who opened it; may stay empty.').optional(),
  }),
  service: EscalationDesk,
  check: (escalations, tx, id) => escalations.whyNot(tx, id, 'acknowledged'),
  run: (escalations, tx, { id, input }) => escalations.acknowledge(tx, id, input.version, input.plan),
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
  roles: ESCALATORS,
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
