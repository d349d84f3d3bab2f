import { z } from 'zod';
import { csmAggregate } from '../../customers/customer.aggregate.js';
import { absenceInput } from '../../customers/managers/csm.commands.js';
import { command } from '../../platform/commands/command.js';
import { AbsenceCalls } from './absence-calls.service.js';

const ROLES = ['ops', 'csm'] as const;

/** Its answer names the calls that nobody would be there for. */
export const addAbsence = command({
  name: 'csm.add-absence',
  title: 'Add Absence',
  roles: ROLES,
  aggregate: csmAggregate,
  input: absenceInput,
  status: 201,
  service: AbsenceCalls,
  run: (absences, tx, { id, input }) => absences.add(tx, id, input),
});

/** Locks the customers before the absence, as every change of a customer does: hence no aggregate here. */
export const moveAbsenceCalls = command({
  name: 'csm.move-absence-calls',
  title: 'Move Calls to Cover',
  roles: ROLES,
  input: z.strictObject({}),
  service: AbsenceCalls,
  check: (absences, tx, id) => absences.whyNotMove(tx, id),
  run: (absences, tx, { id }) => absences.move(tx, id),
});

export const ABSENCE_CALL_COMMANDS = [addAbsence, moveAbsenceCalls] as const;
