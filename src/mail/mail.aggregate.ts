import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const mailAggregate = aggregate('mail', 'mail', 'customer_id');
