import { z } from 'zod';
import { credentialAggregate } from '../../credentials/credential.aggregate.js';
import { CONTAINMENT_CAUSES } from '../../customers/containment/containment.entity.js';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { TRIGGERS } from '../../escalations/triggers.js';
import { command } from '../../platform/commands/command.js';
import type { Aggregate } from '../../platform/unit-of-work/aggregate.js';
import { trialAggregate } from '../../trials/trial.aggregate.js';
import { ContainmentDesk } from './containment-desk.js';

const words = (description: string) =>
  z
    .string()
    .trim()
    .min(3, 'must say it in a few words')
    .max(2_000)
    .meta({ title: 'Reason', description, widget: 'textarea' });

const input = z.strictObject({
  cause: z.enum(CONTAINMENT_CAUSES).meta({
    title: 'What happened',
    description:
      'At once: every platform is disconnected and its key deleted here, goals stop, the portal closes, open links end, security and the customer are told. Security opens it again by Re-open.',
    options: CONTAINMENT_CAUSES.map((value) => ({ value, label: TRIGGERS[value].title })),
  }),
  reason: words('What was seen, for security; the customer is not shown it. Never the key itself.'),
});

const containing = <const N extends string>(name: N, aggregate: Aggregate) =>
  command({
    name,
    title: 'Contain',
    roles: ['ops', 'csm', 'security'],
    aggregate,
    input,
    service: ContainmentDesk,
    check: (desk, tx, id) => desk.whyNot(tx, aggregate, id),
    run: (desk, tx, call) => desk.contain(tx, aggregate, call.id, call.input),
  });

/** The same from wherever it is noticed. */
export const containCustomer = containing('customer.contain', customerAggregate);
export const containFromCredential = containing('credential.contain', credentialAggregate);
export const containFromTrial = containing('trial.contain', trialAggregate);

export const releaseCustomer = command({
  name: 'customer.release',
  title: 'Re-open',
  roles: ['security'],
  aggregate: customerAggregate,
  input: z.strictObject({
    reason: words(
      'Why it is safe again. The customer gets a new temporary password, connects each platform anew with a new key, and ops resume each goal; a trial that lost days may be extended.',
    ),
  }),
  service: ContainmentDesk,
  check: (desk, tx, id) => desk.whyNotRelease(tx, id),
  run: (desk, tx, { id, input: { reason } }) => desk.release(tx, id, reason),
});

export const CONTAINMENT_COMMANDS = [
  containCustomer,
  containFromCredential,
  containFromTrial,
  releaseCustomer,
] as const;
