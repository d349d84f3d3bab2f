import { answers, connectionCommands, isConnected, refusedFor } from './connection-checks.js';
import type { Issue } from './diagnosis.js';

const scope = (platform: string): boolean => platform === 'delta';
const { connect, test, escalate } = connectionCommands(scope);

/** Runbook, Issue 2. Its solution's order; the clock and the account are ours to add. */
export const keyRejected: Issue = {
  id: 'issue-2',
  title: 'Issue 2: Delta Exchange API Key Rejected',
  symptoms: '"Authentication failed" or "API key invalid"',
  asked: ({ connections }) => connections.some(({ platform }) => scope(platform)),
  checks: [
    isConnected(scope, {
      id: 'key_given',
      question: 'Was an API key given?',
      remedy: 'Send the connect link; the customer pastes key and secret there, never to one of us.',
      commands: [connect],
    }),
    refusedFor(scope, ['invalid_token', 'revoked', 'expired', 'wrong_environment'], {
      id: 'key_active',
      question: 'Is the API key active in the Delta Exchange dashboard?',
      good: 'The exchange knows the key.',
      remedy:
        'Verify that the key is active, and that it was made where it is used: a demo key works on the demo only.',
      commands: [connect, test],
    }),
    refusedFor(scope, ['ip_not_allowed'], {
      id: 'ip_whitelist',
      question: 'Does the IP whitelist include the WAOOAW addresses?',
      good: 'The exchange let our address in.',
      remedy: 'Check that the whitelist has all of them, save it, then Test Connection.',
      commands: [test, connect],
    }),
    refusedFor(scope, ['signature_mismatch', 'malformed_input'], {
      id: 'secret_copied',
      question: 'Was the API secret copied whole, without whitespace?',
      good: 'The secret fits the key.',
      remedy: 'Re-copy the API secret by the "Show" button; avoid typing.',
      commands: [connect],
    }),
    refusedFor(scope, ['missing_permission'], {
      id: 'read_and_trade',
      question: 'Do the permissions include read AND trade?',
      good: 'No test missed a permission.',
      remedy: 'Verify that the permissions include `read` AND `trade`, never withdraw; then Test Connection.',
      commands: [test, connect],
    }),
    refusedFor(
      scope,
      ['account_blocked', 'wrong_account_type', 'account_mismatch', 'not_linked', 'wrong_app'],
      {
        id: 'account_verified',
        question: 'Is it the right account, verified and open?',
        good: 'The exchange named nothing against the account.',
        remedy: 'The customer settles it with Delta Exchange; then Test Connection.',
        commands: [test, connect],
      },
    ),
    refusedFor(scope, ['clock_skew'], {
      id: 'our_clock',
      question: 'Does our clock agree with the exchange’s?',
      good: 'The exchange took our signature’s time.',
      remedy: 'This is ours, not the customer’s: engineering sets the server’s clock.',
      commands: [escalate],
    }),
    answers(scope, {
      id: 'exchange_answers',
      question: 'Does the exchange answer?',
      remedy:
        'Nothing is known of the key and nothing was changed. Wait a few minutes, then Test Connection.',
      commands: [test, escalate],
    }),
  ],
  otherwise: {
    remedy: 'Nothing known to us stands in the way. Test Connection again, and watch its answer.',
    commands: [test, { ...connect, tone: 'quiet' }, escalate],
  },
};
