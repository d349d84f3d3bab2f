import { defineErrors } from '../platform/errors/app-error.js';

export const mailErrors = defineErrors({
  mail_not_resendable: {
    status: 409,
    title: 'This mail cannot be sent again',
    hint: 'Mails that failed, or whose fate is unknown, can be sent again.',
  },
});
