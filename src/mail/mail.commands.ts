import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { mailAggregate } from './mail.aggregate.js';
import { MailDesk } from './mail-desk.service.js';

const reason = (description: string) =>
  z.string().trim().min(3).max(500).meta({ title: 'Reason', description });

export const resendMail = command({
  name: 'mail.resend',
  title: 'Send again',
  roles: ['ops', 'csm', 'engineering'],
  aggregate: mailAggregate,
  input: z.strictObject({
    reason: reason(
      'Why it has to go again; a mail that was sent, or of unknown fate, may then arrive twice.',
    ),
  }),
  service: MailDesk,
  check: (mails, tx, id) => mails.whyNotResend(tx, id),
  run: (mails, tx, { id, input }) => mails.resend(tx, id, input.reason),
});

/** A mail held by quiet hours or the daily limit, or waiting for another attempt. */
export const sendMailNow = command({
  name: 'mail.send-now',
  title: 'Send now',
  roles: ['ops', 'csm'],
  aggregate: mailAggregate,
  input: z.strictObject({
    reason: reason("Why it cannot wait for the customer's morning or for the next day."),
  }),
  service: MailDesk,
  check: (mails, tx, id) => mails.whyNotSendNow(tx, id),
  run: (mails, tx, { id, input }) => mails.sendNow(tx, id, input.reason),
});
