import { defineStates } from '../platform/state-machine/states.js';

/** `pending` waits for a worker, `running` has one; the other three are verdicts. */
export const DOMAIN_CHECK_STATES = ['pending', 'running', 'clear', 'flagged', 'inconclusive'] as const;
export type DomainCheckStatus = (typeof DOMAIN_CHECK_STATES)[number];

export const domainCheckStates = defineStates<DomainCheckStatus>('domain check', 'pending', {
  pending: ['running'],
  running: ['pending', 'clear', 'flagged', 'inconclusive'],
  clear: [],
  flagged: [],
  inconclusive: [],
});
