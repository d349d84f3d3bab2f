import { defineStates } from '../platform/state-machine/states.js';

export const CREDENTIAL_STATES = ['pending', 'active', 'expired', 'invalid', 'disconnected'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATES)[number];

/** `disconnected` is final: connecting again makes a new row. Only an answer of the platform moves the others. */
export const credentialStates = defineStates<CredentialStatus>('credential', 'pending', {
  pending: ['active', 'invalid', 'disconnected'],
  active: ['expired', 'invalid', 'disconnected'],
  expired: ['active', 'disconnected'],
  invalid: ['active', 'disconnected'],
  disconnected: [],
});

export const TEST_STATES = ['queued', 'running', 'done', 'cancelled'] as const;
export type TestStatus = (typeof TEST_STATES)[number];
