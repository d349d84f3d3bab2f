import { defineErrors } from '../platform/errors/app-error.js';

export const credentialErrors = defineErrors({
  credential_secret_malformed: {
    status: 422,
    title: 'This cannot be what the platform gave',
    hint: 'Copy each value again with its copy button (use "Show" for a secret, avoid typing), then send the form again.',
  },
  credential_not_by_staff: {
    status: 403,
    title: 'Staff never enter a secret',
    hint: 'Send the customer a connect link: they paste the key and secret themselves.',
  },
  credential_without_secret: {
    status: 409,
    title: 'There is nothing to test yet',
    hint: 'Send the customer a connect link; the test runs by itself once they have used it.',
  },
  credential_account_not_chosen: {
    status: 409,
    title: 'The customer has not chosen the account yet',
    hint: 'Ask the customer to choose it on the page they are on, or send a new connect link. The test runs by itself then.',
  },
  nothing_connected: {
    status: 409,
    title: 'There is nothing to test yet',
    hint: 'Send the customer a connect link for each platform that their agent needs.',
  },
  credential_disconnected: {
    status: 409,
    title: 'This connection was disconnected',
    hint: 'Send a new connect link: connecting again makes a new credential.',
  },
  credential_tested_often: {
    status: 429,
    title: 'Tested very often just now',
    hint: 'Wait a minute, then test connection again.',
  },
});
