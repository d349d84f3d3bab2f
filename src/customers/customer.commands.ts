import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { customerAggregate } from './customer.aggregate.js';
import { customerChanges, customerInput, reason } from './customer.schema.js';
import { CustomerDesk } from './customer-desk.service.js';
import { CustomerPeopleService } from './customer-people.service.js';
import { CustomerVerification } from './customer-verification.service.js';
import { CustomerStanding, type StandingMove } from './customer-standing.service.js';

const OPS = ['ops', 'csm'] as const;
const aggregate = customerAggregate;

export const createCustomer = command({
  name: 'customer.create',
  title: 'Create New',
  roles: ['ops', 'csm', 'integration'],
  input: customerInput,
  status: 201,
  service: CustomerDesk,
  run: (desk, tx, { input }) => desk.create(tx, input),
});

export const updateCustomer = command({
  name: 'customer.update',
  title: 'Edit',
  roles: ['ops', 'csm', 'integration'],
  aggregate,
  input: customerChanges.extend({ version: z.int().positive().meta({ title: 'Version' }) }),
  service: CustomerDesk,
  run: (desk, tx, { id, input: { version, ...changes } }) => desk.update(tx, id, version, changes),
});

const standing = <const N extends string>(name: N, title: string, move: StandingMove) =>
  command({
    name,
    title,
    roles: move === 'close' ? ['ops'] : ['ops', 'security'],
    aggregate,
    input: z.strictObject({ reason }),
    service: CustomerStanding,
    check: (service, tx, id) => service.whyNot(tx, id, move),
    run: (service, tx, { id, input }) => service.move(tx, id, move, input.reason),
  });

export const suspendCustomer = standing('customer.suspend', 'Suspend', 'suspend');
export const reactivateCustomer = standing('customer.reactivate', 'Reactivate', 'reactivate');
export const closeCustomer = standing('customer.close', 'Close', 'close');

export const setCrmId = command({
  name: 'customer.set-crm-id',
  title: 'Enter CRM Id',
  roles: ['ops', 'csm', 'integration'],
  aggregate,
  input: z.strictObject({
    crmId: z.string().trim().min(1).max(200).meta({ title: 'CRM id', description: 'As the CRM shows it.' }),
  }),
  unscanned: ['crmId'],
  service: CustomerPeopleService,
  check: (people, tx, id) => people.whyNoCrmId(tx, id),
  run: (people, tx, { id, input }) => people.setCrmId(tx, id, input.crmId, 'person'),
});

export const resetPassword = command({
  name: 'customer.reset-password',
  title: 'Reset Password',
  roles: OPS,
  aggregate,
  input: z.strictObject({}),
  service: CustomerDesk,
  check: (desk, tx, id) => desk.whyNoPassword(tx, id),
  run: (desk, tx, { id }) => desk.resetPassword(tx, id),
});

export const resendVerification = command({
  name: 'customer.resend-verification',
  title: 'Send Verification Again',
  roles: ['ops', 'csm', 'integration'],
  aggregate,
  input: z.strictObject({}),
  service: CustomerVerification,
  check: (verification, tx, id) => verification.whyNot(tx, id),
  run: (verification, tx, { id }) => verification.send(tx, id),
});
