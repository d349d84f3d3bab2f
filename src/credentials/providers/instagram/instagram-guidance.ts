import { fixed, type Explain } from '../common-guidance.js';
import type { Guidance } from '../guidance.js';
import { metaGuidance } from '../meta/meta-guidance.js';
import type { FailureCode, TestFailure } from '../test-report.js';

const EXPLAIN: Readonly<Record<FailureCode, Explain>> = {
  ...metaGuidance('Instagram'),
  wrong_account_type: ({ providerCode }) =>
    providerCode === 'no_pages'
      ? {
          cause:
            'No Facebook page came with the authorization: none was selected, or the login manages none.',
          remedy: [
            'Log in to Facebook as somebody who manages the page that the Instagram account is linked to.',
            'Re-attempt the authorization: tick that page, and the Instagram account.',
          ],
        }
      : {
          cause:
            'No professional Instagram account is linked to the page: the account is personal, or not linked, or was not ticked.',
          remedy: [
            'In the Instagram app: Settings > Account type and tools > Switch to professional account, and choose BUSINESS.',
            'Link it to the Facebook page: page settings > Linked accounts > Instagram.',
            'Re-attempt the authorization: tick the page, and the BUSINESS account.',
          ],
        },
  not_linked: ({ providerCode }) =>
    providerCode === 'not_chosen'
      ? {
          cause: 'The authorization reaches several Instagram accounts, and none was chosen.',
          remedy: ['Open a new connect link and choose one, or give its id beside the token.'],
        }
      : {
          cause:
            'The authorization does not reach the chosen Instagram account: another one was selected, or its link to the page was cut.',
          remedy: [
            'Look at page settings > Linked accounts: the Instagram account must be there.',
            'Open a new connect link, press "Edit access" at Facebook, and tick page and account.',
          ],
        },
  account_mismatch: fixed(
    'The new authorization works, but belongs to another Instagram account than the connected one. The connected one stays in use.',
    'Choose the account that is connected, or disconnect first and connect the other anew.',
  ),
};

export const explainInstagram = (failed: TestFailure): Guidance => EXPLAIN[failed.code](failed, []);
