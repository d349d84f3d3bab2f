import { defineStates } from '../platform/state-machine/states.js';

export const ESCALATION_STATUSES = ['open', 'acknowledged', 'resolved'] as const;
export type EscalationStatus = (typeof ESCALATION_STATUSES)[number];

export const escalationStates = defineStates<EscalationStatus>('escalation', 'open', {
  open: ['acknowledged', 'resolved'],
  acknowledged: ['resolved'],
  resolved: ['open'],
});
