/** What the page "Mail templates" is drawn from. Types only: its component imports them. */

/** Answer of `GET /admin/data/mail-templates`. */
export interface MailTemplatesView {
  readonly templates: readonly MailTemplateLine[];
}

export interface MailTemplateLine {
  /** `customer_welcome_email`. */
  readonly name: string;
  readonly title: string;
  readonly audience: 'customer' | 'staff';
  /** Nudges and bulk mails wait for the customer's day and the daily limit. */
  readonly class: 'transactional' | 'nudge' | 'bulk';
  /** Null: one that arrived may be sent again; else what to do instead. */
  readonly resend: string | null;
}

/** Answer of `GET /admin/data/mail-templates/:template/:customerId`. */
export interface MailPreview {
  readonly template: string;
  readonly title: string;
  readonly customer: { readonly id: string; readonly number: string; readonly companyName: string };
  /** One sentence for each thing the customer lacks for this mail; empty when there is one. */
  readonly missing: readonly string[];
  readonly mail: {
    /** `Name <address>` of the sender. */
    readonly from: string;
    /** `Name <address>` of one receiver, or who they are. */
    readonly to: string;
    readonly subject: string;
    /** Placeholders stand for one-time links and passwords. */
    readonly text: string;
    readonly replyTo: string | null;
    /** File name of the attached calendar invite. */
    readonly calendar: string | null;
    /** Of the HTML part. Gmail cuts a mail at 102 kB. */
    readonly bytes: number;
  } | null;
}
