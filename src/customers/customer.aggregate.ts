import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const signupAggregate = aggregate('signup', 'signup');
export const customerAggregate = aggregate('customer', 'customer');
