import { z } from 'zod';
import { command, ShownOnce } from '../platform/commands/command.js';
import { STAFF_ROLES } from '../platform/unit-of-work/actor.js';
import { staffAggregate } from './staff.aggregate.js';
import { StaffService, type GivenAccess } from './staff.service.js';

const role = z.enum(STAFF_ROLES).meta({ title: 'Role' });

const withoutPassword = ({ id, email, role }: GivenAccess) => ({ id, email, role });

/** Accounts are an admin's affair, and that of whoever has the machine's shell. */
export const addStaff = command({
  name: 'staff.add',
  title: 'Add staff account',
  roles: [],
  input: z.strictObject({
    email: z.email('Give a whole e-mail address.').max(254).meta({ title: 'E-mail' }),
    name: z.string().trim().min(1, 'Give the name.').max(120).meta({ title: 'Name' }),
    role,
  }),
  status: 201,
  service: StaffService,
  run: async (staff, tx, { input }) => {
    const access = await staff.add(tx, input);
    return new ShownOnce(access, withoutPassword(access));
  },
});

export const resetStaff = command({
  name: 'staff.reset',
  title: 'Reset password',
  roles: [],
  aggregate: staffAggregate,
  input: z.strictObject({}),
  service: StaffService,
  check: (staff, tx, id) => staff.whyNotActive(tx, id),
  run: async (staff, tx, { id }) => {
    const access = await staff.reset(tx, id);
    return new ShownOnce(access, withoutPassword(access));
  },
});

export const setStaffRole = command({
  name: 'staff.set-role',
  title: 'Change role',
  roles: [],
  aggregate: staffAggregate,
  input: z.strictObject({ version: z.int(), role }),
  service: StaffService,
  check: (staff, tx, id) => staff.whyNotActive(tx, id),
  run: (staff, tx, { id, input }) => staff.setRole(tx, id, input.role, input.version),
});

export const deactivateStaff = command({
  name: 'staff.deactivate',
  title: 'Deactivate account',
  roles: [],
  aggregate: staffAggregate,
  input: z.strictObject({}),
  service: StaffService,
  check: (staff, tx, id) => staff.whyNotActive(tx, id),
  run: (staff, tx, { id }) => staff.deactivate(tx, id),
});
