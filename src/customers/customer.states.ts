import { defineStates } from '../platform/state-machine/states.js';

export const CUSTOMER_STATES = ['in_review', 'active', 'suspended', 'closed'] as const;
export type CustomerStatus = (typeof CUSTOMER_STATES)[number];

export const customerStates = defineStates<CustomerStatus>('customer', 'in_review', {
  in_review: ['active', 'closed'],
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  closed: [],
});
