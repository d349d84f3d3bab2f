import { defineErrors } from '../platform/errors/app-error.js';

export const mailErrors = defineErrors({
  mail_not_resendable: {
    status: 409,
    title: 'This mail cannot be sent again',
    hint: 'Mails that were sent, failed or were cancelled, or whose fate is unknown, can be sent again.',
  },
  mail_not_held: {
    status: 409,
    title: 'This mail is not held back',
    hint: 'Only mails that wait for quiet hours, the daily limit or another attempt can be sent now.',
  },
});
