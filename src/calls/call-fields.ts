import { z } from 'zod';
import { emailSchema } from '../customers/email-address.js';

/** Fields that several commands on calls share. */
export const version = z.int().positive().meta({ title: 'Version', widget: 'hidden' });
export const reason = z.string().trim().min(3, 'must say why').max(500).meta({ title: 'Reason' });

export const instant = (title: string, description: string) =>
  z.iso
    .datetime({
      offset: true,
      error: 'must be an instant with its offset, such as 2026-02-12T10:00:00+05:30',
    })
    .meta({
      title,
      description,
    });

export const guest = z.strictObject({
  name: z.string().trim().min(1, 'is required').max(120).meta({ title: 'Name' }),
  email: emailSchema.meta({ title: 'Email' }),
  position: z
    .string()
    .trim()
    .max(80)
    .optional()
    .meta({ title: 'Role', description: 'In their words: marketing lead, signer.' }),
});
export const guests = z.array(guest.meta({ title: 'Attendee' })).max(20);

export const asDate = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

export const meetingLink = z.url({ protocol: /^https$/, error: 'must be an https address' }).max(500);
