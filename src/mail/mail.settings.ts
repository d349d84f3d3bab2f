import { z } from 'zod';
import { setting } from '../platform/settings/setting.js';

export interface MailRules {
  /** Reminders that a customer gets in a day of the customer's zone, at most. */
  readonly nudgesPerDay: number;
  /** `HH:mm` on the wall of the customer's zone. */
  readonly quietFrom: string;
  /** `HH:mm`; not after `quietFrom`: the quiet goes over midnight. */
  readonly quietUntil: string;
}

const wallTime = (title: string) =>
  z.iso.time({ precision: -1, error: 'must be a time of day such as 20:00' }).meta({ title });

export const mailRules = setting<MailRules>({
  key: 'mail.rules',
  title: 'Mail rules',
  help: 'Holds reminders to customers back: so many a day, and none in the quiet hours, in the customer\u2019s time.',
  section: 'Mails',
  schema: z
    .strictObject({
      nudgesPerDay: z
        .int()
        .min(0)
        .max(20)
        .meta({ title: 'Reminders a day', description: '0: none are sent.' }),
      quietFrom: wallTime('Quiet from'),
      quietUntil: wallTime('Quiet until'),
    })
    .refine(({ quietFrom, quietUntil }) => quietFrom !== quietUntil, {
      path: ['quietUntil'],
      message: 'must differ from the beginning',
    }),
  default: { nudgesPerDay: 3, quietFrom: '20:00', quietUntil: '08:00' },
  say: ({ nudgesPerDay, quietFrom, quietUntil }) => [
    nudgesPerDay === 0
      ? 'No reminders'
      : `At most ${nudgesPerDay} reminder${nudgesPerDay === 1 ? '' : 's'} a day`,
    `Quiet from ${quietFrom} to ${quietUntil}, customer time`,
  ],
  defaultIsSafe: true,
});
