import type { Guidance } from './guidance.js';
import type { FailureCode, TestFailure, WarningCode } from './test-report.js';

export type Explain = (failed: TestFailure, ourAddresses: readonly string[]) => Guidance;

export const WAIT = 'Nothing to do: the connection keeps its state and the test runs again by itself.';
export const ESCALATE = 'If it stays so for an hour, escalate to engineering (#eng-support).';

export const fixed =
  (cause: string, ...remedy: string[]): Explain =>
  () => ({ cause, remedy });

/** Where a page brings its own connect link, this line is left out. */
export const DISCONNECT_FIRST = 'Press "Disconnect", then open a new connect link.';

/** The remedies of the runbook's Issue 1, in its words; `platform` as people write it. */
const again = (platform: string, remedy: readonly string[] = []): string[] => [
  ...remedy,
  DISCONNECT_FIRST,
  `Clear the browser's cookies for ${platform}, and log in there to the BUSINESS account.`,
  'Re-attempt the authorization, and grant ALL requested permissions.',
];

/** What every platform with an authorization page has in common; each puts its own words over these. */
export const commonGuidance = (platform: string): Readonly<Record<FailureCode, Explain>> => ({
  ...ofTheirs(platform),
  ...ofNeither(platform),
});

/** What the customer can mend. */
function ofTheirs(platform: string) {
  const reconnect = (cause: string): Explain => fixed(cause, ...again(platform));
  return {
    malformed_input: fixed(
      `What was given is no token of ${platform}: something is missing, or there is a space, a line break or an unusual character inside.`,
      'Copy it again as a whole, or authorize on the connect page instead.',
    ),
    invalid_token: reconnect(`${platform} does not accept this token ("Invalid token").`),
    expired: reconnect(`The authorization at ${platform} has expired.`),
    revoked: reconnect(`The authorization at ${platform} was taken back, by the customer or by ${platform}.`),
    wrong_app: fixed(
      `This token was not given to our app at ${platform}.`,
      'Use the connect link: it authorizes our app.',
      'If it was used: tell engineering (#eng-support) that our app id or secret is not accepted.',
    ),
    wrong_environment: reconnect(`The token belongs to another installation of ${platform}.`),
    missing_permission: ({ missing }) => ({
      cause: `Permissions are missing: ${missing.map((name) => `\`${name}\``).join(', ') || 'not named'}.`,
      remedy: again(platform),
    }),
    wrong_account_type: reconnect(
      `What was authorized is a personal account of ${platform}, not a business one.`,
    ),
    account_mismatch: fixed(
      `The new authorization works, but belongs to another ${platform} account than the connected one. The connected one stays in use.`,
      'Authorize with the account that is connected, or disconnect first and connect the other anew.',
    ),
    not_linked: reconnect(`The authorization does not reach the chosen ${platform} account any more.`),
    account_blocked: fixed(
      `${platform} has blocked or restricted this account.`,
      `Open ${platform} with that account, and do what it asks there.`,
      'Then test connection again.',
    ),
  } satisfies Partial<Record<FailureCode, Explain>>;
}

/** What says nothing about the authorization, or is ours to mend. */
function ofNeither(platform: string) {
  return {
    ip_not_allowed: fixed(
      `${platform} does not take requests from our address.`,
      'Tell engineering (#eng-support).',
    ),
    signature_mismatch: fixed(
      `${platform} did not accept how our request was signed.`,
      'Tell engineering (#eng-support): the secret of our app may have changed.',
    ),
    clock_skew: fixed(
      `${platform} found our request's time wrong. The fault is our server's clock.`,
      WAIT,
      'Tell engineering (#eng-support).',
    ),
    rate_limited: limited(platform),
    provider_unavailable: (failed) => ({
      cause: `${platform} could not be asked: ${unavailableWords(failed)}. This says nothing about the authorization.`,
      remedy: [WAIT, ESCALATE],
    }),
  } satisfies Partial<Record<FailureCode, Explain>>;
}

const limited =
  (platform: string): Explain =>
  ({ retryAfterMs }) => ({
    cause: `${platform} takes no more requests from us at the moment (rate limit). This says nothing about the authorization.`,
    remedy: [retryAfterMs === null ? WAIT : `${WAIT} It may answer again in ${waitWords(retryAfterMs)}.`],
  });

function waitWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes > 120) return `${Math.ceil(minutes / 60)} hours`;
  return minutes > 1 ? `${minutes} minutes` : `${Math.ceil(ms / 1000)} seconds`;
}

/** Warnings, which are the same whoever gives them; `platform` as people write it. */
export function commonWarnings(platform: string): Readonly<Record<WarningCode, Guidance>> {
  return {
    not_funded: {
      cause: 'The key works, but the account holds no money.',
      remedy: ['Fund the account before the first trade. Reports and analyses work without.'],
    },
    verification_unknown: {
      cause: `The connection works, but ${platform} did not say whether the account is verified.`,
      remedy: [`Ask the customer to check at ${platform}: it must say verified.`],
    },
    role_unreadable: {
      cause: `The connection works, but ${platform} does not tell us which pages the customer may post for.`,
      remedy: [
        'Ask the customer to look: they must be an administrator or content administrator of the page.',
      ],
    },
    ...numberWarnings,
  };
}

/** Of a phone number on WhatsApp. */
const numberWarnings = {
  sandbox_number: {
    cause: 'The connection works, but this is a test number: it reaches the few phones chosen for it only.',
    remedy: ['Connect the real business number before the trial starts.'],
  },
  quality_low: {
    cause: 'The connection works, but the quality rating of the number is red: people block or report it.',
    remedy: [
      'Look at WhatsApp Manager > Insights, and write only to people who agreed to it.',
      'If it stays so, WhatsApp may restrict the number.',
    ],
  },
  name_not_approved: {
    cause: "The connection works, but the number's display name is not approved.",
    remedy: ['Look at WhatsApp Manager > Phone numbers, and send the name in for review.'],
  },
  number_not_connected: {
    cause: 'The token works, but the number is not connected: it can send nothing yet.',
    remedy: ['Verify and register it: WhatsApp Manager > Phone numbers.'],
  },
} satisfies Partial<Record<WarningCode, Guidance>>;

const NO_ANSWER: Readonly<Record<string, string>> = {
  timeout: 'it did not answer in time',
  dns: 'its name could not be resolved',
  refused: 'it refused the connection',
  tls: 'no secure connection could be made',
  network: 'the connection broke',
  too_large: 'its answer was too large',
  not_json: 'a page came back instead of data (its content network blocked or failed the request)',
  unexpected_answer: 'its answer was not in the documented form',
  internal: 'our own service failed',
};

/** What `provider_unavailable` was, in words. */
export function unavailableWords({ providerCode, httpStatus }: TestFailure): string {
  const known = providerCode === null ? undefined : NO_ANSWER[providerCode];
  if (known !== undefined) return httpStatus === null ? known : `${known}, status ${httpStatus}`;
  const code = providerCode === null ? '' : ` with "${providerCode}"`;
  return `it answered${code}${httpStatus === null ? '' : `, status ${httpStatus}`}`;
}
