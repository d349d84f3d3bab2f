import { commonWarnings, ESCALATE, fixed, unavailableWords, type Explain } from '../common-guidance.js';
import type { Guidance } from '../guidance.js';
import type { FailureCode, TestFailure, WarningCode } from '../test-report.js';

// The remedies of the runbook's Issue 2, in its words.
const ACTIVE = 'Verify the API key is active in the Delta Exchange dashboard (Settings > API Management).';
const RECOPY =
  'Re-copy the API secret: use the "Show" button, avoid typing. If it is shown no more, create a new key.';
const PERMISSIONS = 'Verify permissions include `read` AND `trade` (and NOT `withdraw`).';
const AGAIN = 'Test connection again.';
const WAIT = 'Nothing to do: the key keeps its state and the test runs again by itself.';

/** Codes that other platforms have and Delta never gives; said plainly should one ever appear. */
const foreign = fixed(
  'Delta Exchange does not accept this key.',
  ACTIVE,
  'If it is not listed as active, create a new key and connect again.',
);

const EXPLAIN: Readonly<Record<FailureCode, Explain>> = {
  malformed_input: fixed(
    'What was pasted is not an API key and secret: something is missing, or there is a space, a line break or an unusual character inside.',
    RECOPY,
    AGAIN,
  ),
  invalid_token: fixed(
    'Delta Exchange does not know this API key: it was deleted, copied incompletely, or belongs to the other environment (demo keys do not work on the live exchange, nor live keys on the demo).',
    ACTIVE,
    'Check the key was created on the exchange named in the set-up guide, not on its demo.',
    'Re-copy the API key and the API secret.',
    AGAIN,
  ),
  wrong_environment: fixed(
    'The key belongs to the other environment: demo keys do not work on the live exchange, nor live keys on the demo.',
    'Create a key on the exchange named in the set-up guide.',
    AGAIN,
  ),
  signature_mismatch: fixed(
    'The API key is known, but the API secret does not belong to it: it was copied incorrectly.',
    RECOPY,
    AGAIN,
  ),
  ip_not_allowed: ({ seenAddress }, ours) => ({
    cause:
      seenAddress === null
        ? 'The IP whitelist of this key does not include our address.'
        : `The IP whitelist of this key does not include ${seenAddress}, the address Delta Exchange saw us come from.`,
    remedy: [
      `Check the IP whitelist includes WAOOAW IPs: ${ours.join(', ')}.`,
      ...(seenAddress !== null && !ours.includes(seenAddress)
        ? [
            `${seenAddress} is not on our own list: do not whitelist it yet. Engineering (#eng-support) is told by an escalation.`,
          ]
        : []),
      AGAIN,
    ],
  }),
  missing_permission: ({ missing }) => ({
    cause: `The API key lacks the permission ${missing.map((name) => `\`${name}\``).join(' and ') || '`trade`'}.`,
    remedy: [
      PERMISSIONS,
      'Delta Exchange may not let you change a key: then create a new one with both and connect again.',
      AGAIN,
    ],
  }),
  clock_skew: ({ skewSeconds }) => ({
    cause: `Delta Exchange found our request's time wrong${skewWords(skewSeconds)}. The fault is our server's clock, not the key.`,
    remedy: [WAIT, 'Tell engineering (#eng-support): the clock of the worker must be synchronised.'],
  }),
  account_blocked: fixed(
    'Delta Exchange has not verified this account (KYC), so it cannot trade.',
    'Complete the verification in Delta Exchange > Profile.',
    'When Delta Exchange shows the account as verified: test connection again.',
  ),
  rate_limited: ({ retryAfterMs }) => ({
    cause:
      'Delta Exchange takes no more requests from us at the moment (rate limit). This says nothing about the key.',
    remedy: [
      retryAfterMs === null
        ? WAIT
        : `${WAIT} It may answer again in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
    ],
  }),
  provider_unavailable: (failed) => ({
    cause: `Delta Exchange could not be asked: ${unavailableWords(failed)}. This says nothing about the key.`,
    remedy: [WAIT, ESCALATE],
  }),
  expired: foreign,
  revoked: foreign,
  wrong_app: foreign,
  wrong_account_type: foreign,
  account_mismatch: fixed(
    'The new key works, but belongs to another Delta Exchange account than the connected one. The connected key stays in use.',
    'Create the key in the account that is connected, or disconnect first and connect the other account anew.',
  ),
  not_linked: foreign,
};

const WARNINGS: Readonly<Record<WarningCode, Guidance>> = {
  ...commonWarnings('Delta Exchange'),
  verification_unknown: {
    cause: 'The key works, but Delta Exchange did not say whether the account is verified (KYC).',
    remedy: ['Ask the customer to check Delta Exchange > Profile: it must say verified.'],
  },
};

/** Cause and remedy of a failed test, for ops and customers; `ourAddresses` go on the key's whitelist. */
export function explainDelta(failed: TestFailure, ourAddresses: readonly string[]): Guidance {
  return EXPLAIN[failed.code](failed, ourAddresses);
}

export function explainDeltaWarning(warning: WarningCode): Guidance {
  return WARNINGS[warning];
}

function skewWords(skew: number | null): string {
  if (skew === null || skew === 0) return '';
  const seconds = `${Math.abs(skew)} seconds`;
  return skew > 0 ? `: ${seconds} ahead of theirs` : `: ${seconds} behind theirs`;
}
