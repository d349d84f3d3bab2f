import type { Facts } from '../facts/facts.js';
import { met, missing, type Finding } from './evidence.js';

export function accountActive({ customer }: Facts): Finding {
  switch (customer.status) {
    case 'active':
      return met('Account created and Active', {
        at: customer.activatedAt ?? customer.createdAt,
        id: customer.id,
        entries: ['customer.activated'],
      });
    case 'in_review':
      return missing(
        'The account is in review: it becomes Active by itself once the e-mail is verified, the domain check is settled and the CRM id is known.',
      );
    case 'suspended':
      return missing('The account is Suspended.');
    case 'closed':
      return missing('The account is closed.');
    default:
      return customer.status satisfies never;
  }
}

/** "Country: for compliance and billing"; said only where Settings hold it. */
export function countryHeld({ customer: { countryHold } }: Facts): Finding[] {
  return countryHold === null ? [] : [missing(`${countryHold} Look at it, then release it with a reason.`)];
}

export function csmAssigned({ customer }: Facts): Finding {
  if (!customer.csm) return missing('No customer success manager is assigned.');
  return met('Customer success manager assigned', {
    at: null,
    id: customer.id,
    entries: ['customer.csm_assigned', 'customer.created'],
  });
}
