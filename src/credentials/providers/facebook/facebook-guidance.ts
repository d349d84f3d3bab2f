import { fixed, type Explain } from '../common-guidance.js';
import type { Guidance } from '../guidance.js';
import { metaGuidance } from '../meta/meta-guidance.js';
import type { FailureCode, TestFailure } from '../test-report.js';

const EXPLAIN: Readonly<Record<FailureCode, Explain>> = {
  ...metaGuidance('Facebook'),
  wrong_account_type: ({ providerCode }) =>
    providerCode === 'no_pages'
      ? {
          cause:
            'No Facebook page came with the authorization: none was selected, or the login manages none.',
          remedy: [
            'Log in to Facebook as somebody who manages the business page, not with a personal profile alone.',
            'Re-attempt the authorization: at "Choose the Pages", tick the page your agent works for.',
          ],
        }
      : {
          cause: "This is the token of a person, not of a page: posts need the page's own.",
          remedy: [
            'Use the connect link and choose the page there: we fetch its token ourselves.',
            'For an integration: give the `access_token` that `/me/accounts` shows for the page.',
          ],
        },
  not_linked: ({ providerCode }) =>
    providerCode === 'not_chosen'
      ? {
          cause: 'No page was chosen after the authorization.',
          remedy: ['Open a new connect link and choose the page.'],
        }
      : {
          cause: 'The authorization does not reach the chosen page: another one was selected at Facebook.',
          remedy: [
            'Open a new connect link, and press "Edit access" or "Choose what you allow" at Facebook.',
            'Tick the page your agent works for.',
          ],
        },
  account_mismatch: fixed(
    'The new authorization works, but belongs to another page than the connected one. The connected one stays in use.',
    'Choose the page that is connected, or disconnect first and connect the other anew.',
  ),
};

export const explainFacebook = (failed: TestFailure): Guidance => EXPLAIN[failed.code](failed, []);
