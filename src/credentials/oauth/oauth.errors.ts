import { defineErrors } from '../../platform/errors/app-error.js';

export const oauthErrors = defineErrors({
  authorization_not_valid: {
    status: 410,
    title: 'This authorization can no longer be used',
    hint: 'Open your connect link again and press Authorize once more, in the same browser. It takes ten minutes at most.',
  },
  authorization_often: {
    status: 429,
    title: 'Authorized very often just now',
    hint: 'Wait ten minutes, then open your connect link again.',
  },
  not_signed_by_platform: {
    status: 400,
    title: 'This was not signed by the platform',
    hint: 'Nothing was changed. Compare the app secret set here with the one of the app there.',
  },
  platform_takes_a_key: {
    status: 422,
    title: 'This platform is connected by a key',
    hint: 'Paste the key on the connect page.',
  },
  account_not_offered: {
    status: 422,
    title: 'This account cannot be connected',
    hint: 'Choose one of the accounts on the page. If yours is missing, authorize again and select it there.',
  },
});
