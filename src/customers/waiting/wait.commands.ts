import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { customerAggregate } from '../customer.aggregate.js';
import { WAITED_ON } from './customer-wait.entity.js';
import { CustomerWaiting } from './customer-waiting.service.js';

const ROLES = ['ops', 'csm'] as const;

export const waitForCustomer = command({
  name: 'customer.wait',
  title: 'Wait',
  roles: ROLES,
  aggregate: customerAggregate,
  input: z.strictObject({
    on: z.enum(WAITED_ON).meta({
      title: 'Waiting on',
      options: [
        { value: 'customer', label: 'The customer' },
        { value: 'us', label: 'Us' },
      ],
    }),
    whatFor: z
      .string()
      .trim()
      .min(3, 'must say it in a few words')
      .max(200)
      .meta({ title: 'What for', description: 'A reminder quotes it: your Delta Exchange API key.' }),
    followUpAt: z.iso
      .datetime({
        offset: true,
        local: true,
        error: "must be a date and time such as 2026-02-14T10:00, in the CSM's zone unless it has an offset",
      })
      .meta({
        title: 'Follow up at',
        format: 'date-time',
        description: 'Parked until then: not stuck. At that hour the CSM is told and it is due.',
      }),
    nudge: z.boolean().default(false).meta({
      title: 'Remind the customer by mail',
      description: 'Once a day until the follow-up, outside of quiet hours.',
    }),
  }),
  service: CustomerWaiting,
  check: (waiting, tx, id) => waiting.whyNotWait(tx, id),
  form: async (waiting, tx, id) => ({ start: await waiting.start(tx, id) }),
  run: (waiting, tx, { id, input }) => waiting.wait(tx, id, input),
});

export const resumeCustomer = command({
  name: 'customer.resume',
  title: 'Resume',
  roles: ROLES,
  aggregate: customerAggregate,
  input: z.strictObject({
    changed: z
      .string()
      .trim()
      .min(3, 'must say it in a few words')
      .max(500)
      .optional()
      .meta({ title: 'What changed', description: 'For colleagues; may stay empty.', widget: 'textarea' }),
  }),
  service: CustomerWaiting,
  check: (waiting, tx, id) => waiting.whyNotResume(tx, id),
  run: (waiting, tx, { id, input }) => waiting.resume(tx, id, input.changed ?? null),
});

export const WAIT_COMMANDS = [waitForCustomer, resumeCustomer] as const;
