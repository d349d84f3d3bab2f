import { z } from 'zod';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { command } from '../../platform/commands/command.js';
import { CustomerErasure } from './customer-erasure.service.js';

export const eraseCustomer = command({
  name: 'customer.erase',
  title: 'Erase',
  roles: ['admin'],
  aggregate: customerAggregate,
  input: z.strictObject({
    number: z.string().trim().min(1).max(20).meta({
      title: 'Customer number, typed once more',
      description:
        'For good: keys destroyed, names, addresses, texts, mails and notes overwritten. History and figures stay. Sent mails, Slack, the CRM and backups are not reached: the history names what is to be erased there by hand. There is no way back.',
    }),
  }),
  service: CustomerErasure,
  check: (erasure, tx, id) => erasure.whyNot(tx, id),
  run: (erasure, tx, { id, input }) => erasure.erase(tx, id, input.number),
});
