import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const goalAggregate = aggregate('goal', 'goal', 'customer_id');
export const goalRunAggregate = aggregate('run', 'goal_run', 'customer_id');
export const deliverableAggregate = aggregate('deliverable', 'deliverable', 'customer_id');
