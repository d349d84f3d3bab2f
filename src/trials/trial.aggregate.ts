import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const trialAggregate = aggregate('trial', 'trial', 'customer_id');
