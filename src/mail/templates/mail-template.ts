import type { z } from 'zod';
import type { CalendarInvite } from '../calendar/calendar-invite.js';

/** Whether a person may send the same mail again; where not, `instead` says what to do. */
export type ResendPolicy = 'allowed' | { readonly instead: string };

/**
 * `transactional`: somebody waits for it, or it is of no use later: it leaves at once. `nudge` (a reminder) and `bulk` (news): held in quiet
 * hours and past the daily limit of a customer.
 */
export type MailClass = 'transactional' | 'nudge' | 'bulk';

/** One kind of mail. The file name of its view is its name in the registry. */
export interface MailTemplate<Schema extends z.ZodObject = z.ZodObject> {
  /** What people in the panel call it. */
  readonly title: string;
  readonly audience: 'customer' | 'staff';
  readonly class: MailClass;
  /** What the data loader of this template must give; secrets are marked in it (fields.ts). */
  readonly schema: Schema;
  /**
   * Whether a mail that arrived may come again by a person's wish. One whose fate is unknown never goes again by
   * itself; a person decides, with a reason, where this allows it.
   */
  readonly resend: ResendPolicy;
  subject(data: z.output<Schema>): string;
  /** The line inboxes show behind the subject. */
  preview(data: z.output<Schema>): string;
  /** Further fields for the view, computed from the data. Gets redacted data for the stored copy. */
  view?(data: z.output<Schema>): object;
  /** Null: this one carries no calendar file. */
  calendar?(data: z.output<Schema>): CalendarInvite | null;
  /** Where an answer goes. */
  replyTo?(data: z.output<Schema>): string;
}

/** Keeps the schema's type while checking the rest against it. */
export function mailTemplate<Schema extends z.ZodObject>(
  template: MailTemplate<Schema>,
): MailTemplate<Schema> {
  return template;
}
