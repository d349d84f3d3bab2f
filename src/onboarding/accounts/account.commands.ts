import { z } from 'zod';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { emailSchema } from '../../customers/email-address.js';
import { command } from '../../platform/commands/command.js';
import { AccountChanges } from './account-changes.service.js';

const version = z.int().positive().meta({ title: 'Version', widget: 'hidden' });

export const mergeCustomer = command({
  name: 'customer.merge',
  title: 'Merge into Another',
  roles: ['ops'],
  // No aggregate: it locks two customers, in the order of their ids.
  input: z.strictObject({
    version,
    intoId: z.uuid().meta({
      title: 'Customer to keep',
      description: 'This one closes and points to it; its contacts move there.',
      reference: 'customers',
    }),
  }),
  service: AccountChanges,
  check: (accounts, tx, id) => accounts.whyNotMerge(tx, id),
  run: (accounts, tx, { id, input }) => accounts.merge(tx, id, input),
});

export const changeEmail = command({
  name: 'customer.change-email',
  title: 'Change E-mail',
  roles: ['ops', 'csm'],
  aggregate: customerAggregate,
  input: z.strictObject({
    version,
    email: emailSchema.meta({
      title: 'New e-mail',
      description:
        'It is verified and its domain checked anew; password, sessions and open links end, invites move.',
    }),
  }),
  service: AccountChanges,
  run: (accounts, tx, { id, input }) => accounts.changeEmail(tx, id, input),
});
