import { commonGuidance, commonWarnings, ESCALATE, fixed, WAIT, type Explain } from '../common-guidance.js';
import type { Guidance } from '../guidance.js';
import type { FailureCode, TestFailure, WarningCode } from '../test-report.js';
import { isOurFault } from './youtube-answer.js';

/** Google let us in for an hour only: it remembers that it gave a refresh token before. */
export const NO_REFRESH_TOKEN = 'no_refresh_token';

const AGAIN = 'Press "Try again", or open a new connect link, and press "Authorize with Google".';
const REMOVE_ACCESS =
  'Open myaccount.google.com/permissions with that Google account, choose our app and remove its access.';
const TICK_ALL =
  'At Google tick EVERY box (or "Select all") before "Continue": each permission has a box of its own.';
const RIGHT_ACCOUNT =
  'At Google choose the BUSINESS account or brand channel. If the wrong one comes up by itself, log out of Google, or clear the browser\u2019s cookies for it, first.';

const common = commonGuidance('YouTube');
const EXPLAIN: Readonly<Record<FailureCode, Explain>> = {
  ...common,
  invalid_token: fixed('Google does not accept this token ("Invalid token").', AGAIN, TICK_ALL),
  expired: fixed(
    'The authorization is over: it was taken back at Google, or not used for six months. Google does not tell which.',
    AGAIN,
    'If it ends again within seven days, tell engineering (#eng-support): our app at Google may be in testing mode.',
  ),
  missing_permission: (failed, addresses) =>
    failed.providerCode === NO_REFRESH_TOKEN ? noLastingAccess : missing(failed, addresses),
  wrong_account_type: ({ providerCode }) => ({
    cause:
      providerCode === 'youtubeSignupRequired'
        ? 'The Google account that authorized us never signed up to YouTube: it has no channel.'
        : 'The Google account that authorized us has no YouTube channel.',
    remedy: [
      'If the channel belongs to another Google account or to a brand: press "Authorize with Google" again and choose that one.',
      'If there is no channel yet: make it at youtube.com (profile picture > Create a channel), then authorize again.',
    ],
  }),
  not_linked: fixed(
    'The authorization works, but does not reach the chosen channel: it belongs to another one, or the channel was moved.',
    AGAIN,
    RIGHT_ACCOUNT,
  ),
  account_mismatch: fixed(
    'The new authorization works, but belongs to another channel than the connected one. The connected one stays in use.',
    'Press "Authorize with Google" again and choose the channel that is connected.',
    'If the other channel is meant: press "Disconnect" first, then connect it by a new connect link.',
  ),
  account_blocked: ({ providerCode }) => ({
    cause:
      providerCode === 'accountDelegationForbidden'
        ? 'The customer\u2019s login may not act for this channel any more.'
        : 'YouTube has suspended or closed this account.',
    remedy: [
      'Open YouTube with that account, and do what it asks there.',
      'Then press "Test Connection" again.',
    ],
  }),
  provider_unavailable: (failed, addresses) =>
    isOurFault(failed.providerCode) ? ours(failed) : common.provider_unavailable(failed, addresses),
};

export function explainYouTube(failed: TestFailure): Guidance {
  return EXPLAIN[failed.code](failed, []);
}

export function explainYouTubeWarning(warning: WarningCode): Guidance {
  return commonWarnings('YouTube')[warning];
}

const noLastingAccess: Guidance = {
  cause: 'Google let us in for one hour only, because it had given us lasting access before.',
  remedy: [
    REMOVE_ACCESS,
    'Then press "Authorize with Google" again, and allow everything.',
    'A channel connected before by the same Google account has to be authorized again too.',
  ],
};

const missing: Explain = ({ missing: names }) => ({
  cause: `Permissions are missing: ${names.map((name) => `\`${name}\``).join(', ') || 'not named'}. A box at Google was left unticked.`,
  remedy: ['Press "Authorize with Google" again, by the same connect link or a new one.', TICK_ALL],
});

const ours = ({ providerCode, httpStatus }: TestFailure): Guidance => ({
  cause: `Google does not serve our app (\`${providerCode ?? ''}\`, status ${httpStatus ?? 'unknown'}). The fault is ours and says nothing about the authorization.`,
  remedy: [WAIT, ESCALATE],
});

/** Why the customer came back from Google without a code. */
export function explainYouTubeDenial(error: string): Guidance {
  switch (error) {
    case 'access_denied':
      return {
        cause: 'Google was told not to let us in.',
        remedy: [
          'Press "Authorize with Google" again. Tick every box, then press "Continue".',
          'Nothing is uploaded without your approval; you may take the access back at any time.',
        ],
      };
    case 'admin_policy_enforced':
      return {
        cause: 'The administrator of your Google Workspace does not allow our app.',
        remedy: [
          'Ask them to allow it: Google Admin console > Security > API controls > App access control.',
          'Then press "Authorize with Google" again.',
        ],
      };
    case 'invalid_scope':
    case 'unauthorized_client':
    case 'org_internal':
      return {
        cause: `Google does not let our app ask for this (\`${error}\`). The fault is ours.`,
        remedy: ['Tell your customer success manager: engineering has to look (#eng-support).'],
      };
    default:
      return {
        cause: 'Google sent you back without an authorization.',
        remedy: ['Try once more. If it happens again, tell your customer success manager.'],
      };
  }
}
