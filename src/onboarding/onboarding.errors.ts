import { defineErrors } from '../platform/errors/app-error.js';

export const onboardingErrors = defineErrors({
  call_not_scheduled: {
    status: 409,
    title: 'The onboarding call is not scheduled',
    hint: 'Schedule the 30-minute call first (Step 3): the welcome mail carries its calendar invite.',
  },
  already_welcome: {
    status: 409,
    title: 'The customer has logged in already',
    hint: 'A second welcome mail would void the password in use. Send Reset Password when it is lost.',
  },
  address_not_verified: {
    status: 409,
    title: 'The e-mail address is not verified',
    hint: 'Press Send Verification Again (resend verification) or correct the address; send the welcome mail once it is verified.',
  },
  mail_under_way: {
    status: 409,
    title: 'This mail is on its way',
    hint: 'Wait until it is sent; the mails of the customer show where it is.',
  },
  platforms_not_chosen: {
    status: 409,
    title: 'No agent with platforms to connect',
    hint: 'Draft the agent and choose its platforms first (Steps 4 and 6).',
  },
  nothing_to_summarise: {
    status: 409,
    title: 'The onboarding is not far enough for its summary',
    hint: 'Hold the call, configure the agent and activate the trial first.',
  },
  help_link_not_set: {
    status: 409,
    title: 'The link to the help docs is not set',
    hint: 'An admin sets it in Settings (or by HELP_URL); a summary without help docs is not sent.',
  },
});
