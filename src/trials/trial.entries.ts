import { entryType } from '../platform/history/entry-type.js';

export const trialCreated = entryType<{ agentType: string }>(
  'trial.created',
  ({ agentType }) => `Trial of the ${agentType} agent created`,
);
export const trialActivationRequested = entryType<{ tests: number }>(
  'trial.activation_requested',
  ({ tests }) => `Activation asked for: ${tests} credential ${tests === 1 ? 'test' : 'tests'} first`,
);
export const trialActivationFailed = entryType<{ reason: string }>(
  'trial.activation_failed',
  ({ reason }) => `Not activated: ${reason}`,
);
export const trialActivated = entryType<{ endsAt: string; zone: string }>(
  'trial.activated',
  ({ endsAt }) => `Trial activated, ends ${endsAt}`,
);
export const trialActivationUndone = entryType('trial.activation_undone', () => 'Activation undone');
export const trialExtended = entryType<{ hours: number; endsAt: string }>(
  'trial.extended',
  ({ hours, endsAt }) => `Trial extended by ${hours} h, ends ${endsAt}`,
);
/** `status`: converted, expired or cancelled. */
export const trialEnded = entryType<{ status: string; agentId: string }>(
  'trial.ended',
  ({ status }) => `Trial ${status}`,
);
/** Written beside `trial.ended`, or alone when it was late. */
export const trialConverted = entryType<{ late: boolean; agentId: string }>('trial.converted', ({ late }) =>
  late ? 'Trial converted after its end' : 'Trial converted',
);
