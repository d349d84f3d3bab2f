import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { absenceAggregate, csmAggregate, customerAggregate } from '../customer.aggregate.js';
import { reason } from '../customer.schema.js';
import { AbsenceService } from './absence.service.js';
import { CsmDesk } from './csm-desk.service.js';
import { csmChanges, csmInput } from './csm-fields.js';
import { HandOver } from './hand-over.service.js';

/** Who keeps the table of runbook Appendix C; a manager records absences too. */
const KEEPERS = ['ops'] as const;
const OPS = ['ops', 'csm'] as const;

const manager = (title: string, description: string) =>
  z.uuid('must be a customer success manager').meta({ title, description, reference: 'csms' });
const day = (title: string, description: string) =>
  z.iso.date('must be a day such as 2026-02-12').meta({ title, description });

export const addCsm = command({
  name: 'csm.add',
  title: 'Add Manager',
  roles: KEEPERS,
  input: csmInput,
  status: 201,
  service: CsmDesk,
  run: (desk, tx, { input }) => desk.add(tx, input),
});

export const updateCsm = command({
  name: 'csm.update',
  title: 'Edit',
  roles: KEEPERS,
  aggregate: csmAggregate,
  input: csmChanges.extend({ version: z.int().positive().meta({ title: 'Version', widget: 'hidden' }) }),
  service: CsmDesk,
  form: (desk, tx, id) => desk.form(tx, id),
  run: (desk, tx, { id, input: { version, ...changes } }) => desk.update(tx, id, version, changes),
});

export const deactivateCsm = command({
  name: 'csm.deactivate',
  title: 'Deactivate',
  roles: KEEPERS,
  aggregate: csmAggregate,
  input: z.strictObject({}),
  service: CsmDesk,
  check: (desk, tx, id) => desk.whyNotDeactivate(tx, id),
  run: (desk, tx, { id }) => desk.setActive(tx, id, false),
});

export const reactivateCsm = command({
  name: 'csm.reactivate',
  title: 'Reactivate',
  roles: KEEPERS,
  aggregate: csmAggregate,
  input: z.strictObject({}),
  service: CsmDesk,
  check: (desk, tx, id) => desk.whyNotReactivate(tx, id),
  run: (desk, tx, { id }) => desk.setActive(tx, id, true),
});

/** What an absence is made from; its command stands with the calls that it touches. */
export const absenceInput = z.strictObject({
  firstDay: day('First day away', 'In the manager\u2019s zone.'),
  lastDay: day('Last day away', 'Back on the day after.'),
  coverId: manager('Covered by', 'Takes new customers and calls meanwhile.'),
});

export const removeAbsence = command({
  name: 'csm.remove-absence',
  title: 'Remove Absence',
  roles: OPS,
  aggregate: absenceAggregate,
  input: z.strictObject({}),
  service: AbsenceService,
  run: (absences, tx, { id }) => absences.remove(tx, id),
});

/** Locks the customers before the manager, as every change of a customer does: hence no aggregate here. */
export const handOverCsm = command({
  name: 'csm.hand-over',
  title: 'Hand Over All',
  roles: KEEPERS,
  input: z.strictObject({
    toId: manager('To', 'Takes every customer that is not closed, with the calls.'),
    reason,
  }),
  service: HandOver,
  run: (handOver, tx, { id, input }) => handOver.all(tx, id, input.toId, input.reason),
});

export const reassignCustomer = command({
  name: 'customer.reassign',
  title: 'Reassign CSM',
  roles: OPS,
  aggregate: customerAggregate,
  input: z.strictObject({
    csmId: manager('Customer success manager', 'Calls move along; the customer is told.'),
    reason,
  }),
  service: HandOver,
  run: (handOver, tx, { id, input }) => handOver.reassign(tx, id, input.csmId, input.reason),
});

export const CSM_COMMANDS = [
  addCsm,
  updateCsm,
  deactivateCsm,
  reactivateCsm,
  removeAbsence,
  handOverCsm,
  reassignCustomer,
] as const;
