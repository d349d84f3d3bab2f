import { z } from 'zod';
import { Accepted, command } from '../platform/commands/command.js';
import { customerAggregate } from './customer.aggregate.js';
import { CustomerDesk } from './customer-desk.service.js';
import { reason } from './customer.schema.js';
import { DomainVerdictService } from './domain-verdict.service.js';

const aggregate = customerAggregate;

export const checkDomainAgain = command({
  name: 'customer.domain-check',
  title: 'Check Domain Again',
  roles: ['ops', 'csm', 'security'],
  aggregate,
  input: z.strictObject({}),
  service: CustomerDesk,
  check: (desk, tx, id) => desk.whyNoDomainCheck(tx, id),
  run: async (desk, tx, { id }) => new Accepted(await desk.checkDomain(tx, id)),
});

export const acceptDomain = command({
  name: 'customer.accept-domain',
  title: 'Accept Domain',
  roles: ['ops', 'security'],
  aggregate,
  input: z.strictObject({ reason }),
  service: DomainVerdictService,
  check: (verdicts, tx, id) => verdicts.whyNot(tx, id, 'accepted'),
  run: (verdicts, tx, { id, input }) => verdicts.decide(tx, id, 'accepted', input.reason),
});

export const clearFlags = command({
  name: 'customer.clear-flags',
  title: 'Clear Red Flags',
  roles: ['security'],
  aggregate,
  input: z.strictObject({ reason }),
  service: DomainVerdictService,
  check: (verdicts, tx, id) => verdicts.whyNot(tx, id, 'cleared'),
  run: (verdicts, tx, { id, input }) => verdicts.decide(tx, id, 'cleared', input.reason),
});

export const upholdFlags = command({
  name: 'customer.uphold-flags',
  title: 'Uphold Red Flags',
  roles: ['security'],
  aggregate,
  input: z.strictObject({ reason }),
  service: DomainVerdictService,
  check: (verdicts, tx, id) => verdicts.whyNot(tx, id, 'upheld'),
  run: (verdicts, tx, { id, input }) => verdicts.decide(tx, id, 'upheld', input.reason),
});
