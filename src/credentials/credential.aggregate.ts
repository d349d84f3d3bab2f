import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const credentialAggregate = aggregate('credential', 'credential', 'customer_id');
