import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const agentAggregate = aggregate('agent', 'agent', 'customer_id');
