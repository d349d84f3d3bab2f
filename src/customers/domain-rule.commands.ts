import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { domainRuleAggregate } from './customer.aggregate.js';
import { reason } from './customer.schema.js';
import { registrableDomainOf, toAsciiName } from './domain-check/domain-name.js';
import { DOMAIN_RULES } from './domain-rule.entity.js';
import { DomainRuleService } from './domain-rule.service.js';

const domain = z
  .string()
  .trim()
  .max(253, 'must not be longer than 253 characters')
  .transform((name) => toAsciiName(name.replace(/^@/, '')))
  .refine((name) => name !== null && registrableDomainOf(name) !== null, {
    message: 'must be a domain that somebody can register, such as example.com',
  })
  .transform((name) => name ?? '')
  .meta({ title: 'Domain', description: 'Names below it follow.', placeholder: 'example.com' });

export const addDomainRule = command({
  name: 'domain-rule.add',
  title: 'Add Domain Rule',
  roles: ['security'],
  input: z.strictObject({
    domain,
    ruling: z.enum(DOMAIN_RULES).meta({
      title: 'Rule',
      options: [
        { value: 'deny', label: 'Deny: a red flag at every signup' },
        { value: 'allow', label: 'Allow: not disposable, whatever the published list says' },
      ],
    }),
    reason,
  }),
  status: 201,
  service: DomainRuleService,
  run: (rules, tx, { input }) => rules.add(tx, input),
});

export const removeDomainRule = command({
  name: 'domain-rule.remove',
  title: 'Remove Domain Rule',
  roles: ['security'],
  aggregate: domainRuleAggregate,
  input: z.strictObject({}),
  service: DomainRuleService,
  run: (rules, tx, { id }) => rules.remove(tx, id),
});
