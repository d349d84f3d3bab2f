import { z } from 'zod';
import { csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

const HAPPENED = {
  compromised_credentials:
    'We have reason to believe that a key or password of yours is known to someone else.',
  unauthorized_access: 'We were told that someone who should not may have used your account.',
} as const;

/** "Compromised credentials detected", "Customer reporting unauthorized access": told to the customer at once. */
export const accountContained = mailTemplate({
  title: 'Account shut off for safety',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    companyName: text(),
    cause: z.enum(['compromised_credentials', 'unauthorized_access']),
    at: z.date(),
    zone: zone(),
    /** What was disconnected, by name. */
    platforms: z.array(text()),
    /** How many goals were running. */
    goals: z.int().min(0),
    hadPassword: z.boolean(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: () => 'We have shut off your WAOOAW account for safety',
  preview: ({ cause }) => HAPPENED[cause],
  view: (data) => ({ happened: HAPPENED[data.cause], done: done(data), todo: todo(data) }),
  replyTo: ({ csm: { email } }) => email,
});

interface What {
  readonly platforms: readonly string[];
  readonly goals: number;
  readonly hadPassword: boolean;
}

const named = (platforms: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(platforms);

function done({ platforms, goals, hadPassword }: What): string[] {
  const paused = goals === 1 ? 'Your goal is paused' : `Your ${goals} goals are paused`;
  return [
    ...(platforms.length > 0
      ? [`${named(platforms)}: disconnected. The keys that we held are deleted.`]
      : ['No platform was connected, so no key of yours was with us.']),
    ...(goals > 0 ? [`${paused}; nothing is posted and nothing is traded for you.`] : []),
    ...(hadPassword
      ? ['You are signed out of the customer portal everywhere, and your password no longer works.']
      : []),
    'Links in earlier mails of ours open nothing any more.',
    'Our security team has been told and is looking into it.',
  ];
}

function todo({ platforms, hadPassword }: What): string[] {
  return [
    ...(platforms.length > 0
      ? [
          `Delete the key or take back the access at ${named(platforms)} too, and look there for anything you did not do: we can only delete our own ${platforms.length === 1 ? 'copy' : 'copies'}.`,
        ]
      : []),
    ...(hadPassword
      ? ['Change the password wherever else you used it, and that of your mailbox first.']
      : []),
    'Call or write to your customer success manager if you saw anything strange. Never send a key by mail or chat.',
  ];
}
