import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { mailAggregate } from './mail.aggregate.js';
import { MailService } from './mail.service.js';

export const resendMail = command({
  name: 'mail.resend',
  title: 'Send again',
  roles: ['ops', 'csm', 'engineering'],
  aggregate: mailAggregate,
  input: z.strictObject({
    reason: z.string().trim().min(3).max(500).meta({
      title: 'Reason',
      description: 'Why it has to go again; a mail of unknown fate may then arrive twice.',
    }),
  }),
  service: MailService,
  check: (mails, tx, id) => mails.whyNotResend(tx, id),
  run: (mails, tx, { id, input }) => mails.resend(tx, id, input.reason),
});
