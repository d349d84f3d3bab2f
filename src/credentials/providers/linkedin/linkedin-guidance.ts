import { commonGuidance, commonWarnings, DISCONNECT_FIRST, fixed, type Explain } from '../common-guidance.js';
import type { Guidance } from '../guidance.js';
import type { FailureCode, TestFailure, WarningCode } from '../test-report.js';

/** What an authorization lacks that has every scope, of somebody who may only look at the page. */
export const ADMIN_ROLE = 'the role of an administrator';

const common = commonGuidance('LinkedIn');

const EXPLAIN: Readonly<Record<FailureCode, Explain>> = {
  ...common,
  missing_permission: (failed, addresses) =>
    failed.missing.includes(ADMIN_ROLE)
      ? {
          cause: 'The LinkedIn account that authorized us may look at its company page, but not post for it.',
          remedy: [
            'Ask a page administrator to make that person an administrator or content administrator (LinkedIn page > Admin tools > Manage admins).',
            'Then authorize again. Or log in at LinkedIn as somebody who administers the page already.',
          ],
        }
      : common.missing_permission(failed, addresses),
  wrong_account_type: fixed(
    'The LinkedIn account that authorized us has no company page: it is a personal account.',
    DISCONNECT_FIRST,
    "Clear the browser's cookies for LinkedIn, and log in as somebody who administers the company page.",
    'Re-attempt the authorization, and grant ALL requested permissions.',
  ),
  not_linked: fixed(
    'The authorization does not reach the chosen company page: the role there was taken away, or another page was meant.',
    'Ask a page administrator to give the role back (LinkedIn page > Admin tools > Manage admins).',
    'Or open a new connect link and choose another page.',
  ),
  account_blocked: fixed(
    'LinkedIn has restricted this account.',
    'Open LinkedIn with that account, and do what it asks there.',
    'Then test connection again.',
  ),
};

export function explainLinkedIn(failed: TestFailure): Guidance {
  return EXPLAIN[failed.code](failed, []);
}

export function explainLinkedInWarning(warning: WarningCode): Guidance {
  return commonWarnings('LinkedIn')[warning];
}

/** Why the customer came back from LinkedIn without a code. */
export function explainLinkedInDenial(error: string): Guidance {
  switch (error) {
    case 'user_cancelled_login':
      return {
        cause: 'The login at LinkedIn was cancelled.',
        remedy: ['Log in at LinkedIn as somebody who administers the company page, then press Allow.'],
      };
    case 'user_cancelled_authorize':
      return {
        cause: 'LinkedIn was told not to let us in.',
        remedy: [
          'Press Allow at LinkedIn: it is all permissions or none.',
          'Nothing is posted without your approval; you may take the authorization back at any time.',
        ],
      };
    case 'unauthorized_scope_error':
      return {
        cause: 'LinkedIn does not let our app ask for these permissions. The fault is ours.',
        remedy: ['Tell your customer success manager: engineering has to look (#eng-support).'],
      };
    default:
      return {
        cause: 'LinkedIn sent you back without an authorization.',
        remedy: ['Try once more. If it happens again, tell your customer success manager.'],
      };
  }
}
