import type { CalendarFile } from '../calendar/calendar-invite.js';

/** One mail as it goes out, without its addresses. */
export interface RenderedMail {
  /** One line, no control characters. */
  readonly subject: string;
  readonly html: string;
  /** Says everything the HTML says. */
  readonly text: string;
  /** Where an answer goes; null: to the sender. */
  readonly replyTo: string | null;
  readonly calendar: CalendarFile | null;
}

/** What is kept of a mail: subject and bodies with every one-time link and password replaced. */
export type StoredMail = Pick<RenderedMail, 'subject' | 'html' | 'text'>;

/** What every mail shows around its own words. Comes from the settings people edit in the panel. */
export interface MailFrame {
  /** The customer's portal, `https://app.waooaw.com/portal`. */
  readonly portalUrl: string;
  readonly supportEmail: string;
  /** Where people reach support in Slack; null hides it. */
  readonly supportSlack: string | null;
}
