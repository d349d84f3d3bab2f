import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { ContactService } from './contact.service.js';
import { contactAggregate, customerAggregate } from './customer.aggregate.js';
import { contactChanges, contactInput } from './customer.schema.js';

const ROLES = ['ops', 'csm', 'integration'] as const;

export const addContact = command({
  name: 'customer.add-contact',
  title: 'Add Contact',
  roles: ROLES,
  aggregate: customerAggregate,
  input: contactInput,
  status: 201,
  service: ContactService,
  run: (contacts, tx, { id, input }) => contacts.add(tx, id, input),
});

export const changeContact = command({
  name: 'contact.change',
  title: 'Edit Contact',
  roles: ROLES,
  aggregate: contactAggregate,
  input: contactChanges,
  service: ContactService,
  run: (contacts, tx, { id, input }) => contacts.change(tx, id, input),
});

export const removeContact = command({
  name: 'contact.remove',
  title: 'Remove Contact',
  roles: ROLES,
  aggregate: contactAggregate,
  input: z.strictObject({}),
  service: ContactService,
  check: (contacts, tx, id) => contacts.whyNotRemove(tx, id),
  run: (contacts, tx, { id }) => contacts.remove(tx, id),
});
