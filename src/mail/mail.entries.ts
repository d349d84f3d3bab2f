import { entryType } from '../platform/history/entry-type.js';
import { mailTemplates, type MailName } from './templates/mail-templates.js';

type About = { readonly template: MailName };
const say =
  (what: string) =>
  ({ template }: About): string =>
    `Mail "${mailTemplates[template].title}" ${what}`;

export const mailSent = entryType<About>('mail.sent', say('sent'));
export const mailFailed = entryType<About>('mail.failed', say('failed'));
export const mailUnknown = entryType<About>('mail.unknown', say('may or may not have left'));
export const mailCancelled = entryType<About>(
  'mail.cancelled',
  say('was not sent: there is no reason to any more'),
);
export const mailSentNow = entryType<About>('mail.send_now', say('is to leave now, past the rules'));
export const mailResent = entryType<About>('mail.resend_asked', say('is to be sent again'));
