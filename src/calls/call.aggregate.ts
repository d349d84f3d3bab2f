import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const callAggregate = aggregate('call', 'call', 'customer_id');
