import { answers, connectionCommands, isConnected, refusedFor } from './connection-checks.js';
import type { Issue } from './diagnosis.js';

/** Delta's key has an issue of its own; every other platform is let in by a token of a person. */
const scope = (platform: string): boolean => platform !== 'delta';
const { connect, test, disconnect, escalate } = connectionCommands(scope);

const AGAIN =
  'Disconnect, let the customer clear the browser’s cookies for the platform, and connect again; then Test Connection.';

/** Runbook, Issue 1. Its causes in its order, with what the test can tell beside them. */
export const oauthNotWorking: Issue = {
  id: 'issue-1',
  title: 'Issue 1: OAuth Credentials Not Working',
  symptoms: '"Authorization failed" or "Invalid token"',
  asked: ({ connections }) => connections.some(({ platform }) => scope(platform)),
  checks: [
    isConnected(scope, {
      id: 'connected',
      question: 'Is every platform of the agent connected?',
      remedy:
        'Send the connect link and go through the platform’s screens with the customer; a link works once and for 72 hours.',
      commands: [connect],
    }),
    refusedFor(scope, ['wrong_account_type', 'account_mismatch', 'not_linked'], {
      id: 'business_account',
      question: 'Did the customer log in with the right (business) account?',
      good: 'No test found a wrong account.',
      remedy: `The customer has to select the BUSINESS account. ${AGAIN}`,
      commands: [connect, disconnect],
    }),
    refusedFor(scope, ['missing_permission'], {
      id: 'permissions_granted',
      question: 'Were ALL requested permissions granted?',
      good: 'No test missed a permission.',
      remedy: `The customer has to grant ALL requested permissions. ${AGAIN}`,
      commands: [connect, disconnect],
    }),
    refusedFor(scope, ['expired', 'revoked', 'invalid_token'], {
      id: 'token_alive',
      question: 'Is the token still good?',
      good: 'No token was found expired, withdrawn or unknown.',
      remedy: AGAIN,
      commands: [connect, disconnect],
    }),
    refusedFor(
      scope,
      [
        'malformed_input',
        'wrong_app',
        'wrong_environment',
        'account_blocked',
        'ip_not_allowed',
        'signature_mismatch',
        'clock_skew',
      ],
      {
        id: 'let_in',
        question: 'Does the platform let the account and our app in?',
        good: 'It named no other obstacle.',
        remedy: 'When connecting again does not help, it is for engineering.',
        commands: [connect, escalate],
      },
    ),
    answers(scope, {
      id: 'platform_answers',
      question: 'Does the platform answer?',
      remedy:
        'Nothing is known of the credential and nothing was changed. Wait a few minutes, then Test Connection.',
      commands: [test, escalate],
    }),
  ],
  otherwise: {
    remedy:
      'Nothing known to us stands in the way. Test Connection proves validity, permissions and account without posting anything: the paper’s test post is never made.',
    commands: [test, { ...connect, tone: 'quiet' }, escalate],
  },
};
