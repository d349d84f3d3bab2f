import type { z } from 'zod';
import type { CalendarInvite } from '../calendar/calendar-invite.js';

/** Whether a person may send the same mail again; where not, `instead` says what to do. */
export type ResendPolicy = 'allowed' | { readonly instead: string };

/** One kind of mail. The file name of its view is its name in the registry. */
export interface MailTemplate<Schema extends z.ZodObject = z.ZodObject> {
  /** What people in the panel call it. */
  readonly title: string;
  readonly audience: 'customer' | 'staff';
  /** What the data loader of this template must give; secrets are marked in it (fields.ts). */
  readonly schema: Schema;
  /**
   * A mail whose fate is unknown (a crash or a lost connection after the message was given over) is never
   * sent again by itself: a person decides, with a reason, where this allows it.
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
