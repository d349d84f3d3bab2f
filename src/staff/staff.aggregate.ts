import { aggregate } from '../platform/unit-of-work/aggregate.js';

export const staffAggregate = aggregate('staff account', 'staff_member');
export const apiKeyAggregate = aggregate('API key', 'api_key');
