import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const signupAggregate = aggregate('signup', 'signup');
export const domainRuleAggregate = aggregate('domain rule', 'domain_rule');
export const contactAggregate = aggregate('contact', 'contact', 'customer_id');
export const customerAggregate = aggregate('customer', 'customer');
export const csmAggregate = aggregate('customer success manager', 'csm');
export const absenceAggregate = aggregate('absence', 'csm_absence');
