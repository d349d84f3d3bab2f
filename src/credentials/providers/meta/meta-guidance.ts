import { commonGuidance, DISCONNECT_FIRST, fixed, type Explain } from '../common-guidance.js';
import type { FailureCode, TestFailure } from '../test-report.js';

const AGAIN = [
  DISCONNECT_FIRST,
  "Clear the browser's cookies for Facebook and Instagram, and log in to Facebook as somebody who manages the page.",
];
const GRANT_ALL = 'Re-attempt the authorization, and grant ALL requested permissions.';

/** What Facebook pages and Instagram accounts have in common, by failure and then by Meta's own code. */
export const metaGuidance = (platform: string): Readonly<Record<FailureCode, Explain>> => ({
  ...commonGuidance(platform),
  invalid_token: fixed(
    'Meta does not accept this token ("Invalid token"): it is cut off, from elsewhere, or its session was ended.',
    ...AGAIN,
    GRANT_ALL,
  ),
  expired,
  revoked,
  missing_permission: missingPermission,
  account_blocked: blocked,
  wrong_app: fixed(
    'This token was not given to our app at Meta.',
    'Use the connect link: it authorizes our app.',
    'If it was used: tell engineering (#eng-support) that our app id or secret is not accepted.',
  ),
});

function expired({ providerCode }: TestFailure) {
  const cause =
    providerCode === 'data_access_expired'
      ? 'The access to data has ended: Meta wants a login at Facebook through us every 90 days.'
      : 'The authorization at Facebook has expired: it lasts about 60 days.';
  return { cause, remedy: [...AGAIN, 'Authorize once more: nothing else has to change.'] };
}

function revoked({ providerCode }: TestFailure) {
  const cause =
    providerCode === '190/460'
      ? 'The authorization ended because the Facebook password was changed, or Facebook ended all sessions for safety.'
      : 'Our app was removed at Facebook (Settings > Business integrations), by the customer or by Facebook.';
  return { cause, remedy: [...AGAIN, GRANT_ALL] };
}

function missingPermission({ missing, providerCode }: TestFailure) {
  const names = missing.map((name) => `\`${name}\``).join(', ') || 'not named';
  if (providerCode === '190/492' || providerCode === 'no_task')
    return {
      cause: 'The person who authorized us may not create content for this page.',
      remedy: [
        'Somebody with full control of the page gives them the task "Content" (page settings > Page access).',
        'Then open a new connect link and authorize again.',
      ],
    };
  const cause =
    providerCode === 'declined'
      ? `Permissions were unticked at Facebook: ${names}.`
      : `Permissions are missing: ${names}.`;
  return { cause, remedy: [...AGAIN, GRANT_ALL] };
}

function blocked({ providerCode }: TestFailure) {
  const cause =
    providerCode === '368'
      ? 'Meta has blocked this action for a while, for what it takes for a breach of its policies.'
      : 'Facebook holds this account at a checkpoint: it wants something confirmed first.';
  return {
    cause,
    remedy: [
      'Open facebook.com with that account, and do what it asks there.',
      'Then test connection again.',
    ],
  };
}
