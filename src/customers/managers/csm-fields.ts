import { z } from 'zod';
import type { CsmHours } from '../csm.entity.js';
import { hoursOn, type DayHours } from '../csm-table.js';
import { emailSchema } from '../email-address.js';
import { fields } from '../field-schemas.js';
import { INDUSTRIES } from '../industries.js';
import { normalisePhone } from '../phone.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Day = (typeof DAYS)[number];

const TIMES = /^([01]\d|2[0-3]):(00|30)\s*[–-]\s*([01]\d|2[0-3]):(00|30)$/;

const dayHours = (title: string) =>
  z
    .string()
    .trim()
    .regex(TIMES, 'must be half hours such as 09:00–18:00')
    .overwrite((text) => text.replace(TIMES, '$1:$2–$3:$4'))
    .refine((text) => text.slice(0, 5) < text.slice(6), 'must end later than it begins')
    .nullable()
    .optional()
    .meta({ title, placeholder: '09:00–18:00' });

export const hoursInput = z
  .strictObject({
    monday: dayHours('Monday'),
    tuesday: dayHours('Tuesday'),
    wednesday: dayHours('Wednesday'),
    thursday: dayHours('Thursday'),
    friday: dayHours('Friday'),
    saturday: dayHours('Saturday'),
    sunday: dayHours('Sunday'),
  })
  .refine((week) => DAYS.some((day) => week[day]), 'must name at least one working day')
  .meta({ title: 'Working hours', description: 'On the wall of the zone above. Empty: a day off.' });
export type HoursInput = z.output<typeof hoursInput>;

const csmFields = {
  name: fields.contactName.meta({ title: 'Name', description: 'As customers read it.' }),
  email: emailSchema.meta({ title: 'Email', description: 'Where invites and notices go.' }),
  phone: z
    .string()
    .trim()
    .max(40)
    .refine(
      (text) => normalisePhone(text, '') !== null,
      'must be a phone number with its country code, such as +91 98765 43210',
    )
    .meta({ title: 'Phone', description: 'With country code; customers read it in mails.' }),
  timezone: fields.timezone.meta({
    title: 'Timezone',
    description: 'Of the working hours.',
    widget: 'timezone',
  }),
  industries: z
    .array(z.enum(INDUSTRIES))
    .overwrite((all) => [...new Set(all)])
    .meta({ title: 'Industries', description: 'New customers of these come here (Appendix C).' }),
  hours: hoursInput,
  meetingLink: z
    .url({ protocol: /^https$/, error: 'must be an https address' })
    .max(500)
    .meta({ title: 'Meeting link', description: 'Empty: the usual link of Settings.' }),
};

export const csmInput = z.strictObject({
  ...csmFields,
  phone: csmFields.phone.nullable().optional(),
  meetingLink: csmFields.meetingLink.nullable().optional(),
});
export type CsmInput = z.output<typeof csmInput>;

/** An edit names only what changes; `null` empties. */
export const csmChanges = csmInput.partial();
export type CsmChanges = z.output<typeof csmChanges>;

/** A week as people type it, from `Mon–Fri` with the days that differ. */
export function storedHours(week: HoursInput): CsmHours {
  const given = DAYS.flatMap((day, index) => {
    const text = week[day];
    return text ? [{ weekday: index + 1, from: text.slice(0, 5), to: text.slice(6) }] : [];
  });
  const [{ from, to } = { from: '09:00', to: '18:00' }] = given;
  const others = given.filter((one) => one.from !== from || one.to !== to);
  const byDay = Object.fromEntries(
    others.map((one): [string, DayHours] => [String(one.weekday), { from: one.from, to: one.to }]),
  );
  return {
    ...{ days: given.map(({ weekday }) => weekday), from, to },
    ...(others.length > 0 ? { byDay } : {}),
  };
}

/** The week back in the form's words. */
export function typedHours(hours: CsmHours): Record<Day, string | null> {
  const typed = DAYS.map((day, index): [Day, string | null] => {
    const open = hoursOn(hours, index + 1);
    return [day, open && `${open.from}–${open.to}`];
  });
  return Object.fromEntries(typed) as Record<Day, string | null>;
}
