import type { RenderedMail } from '../rendering/rendered-mail.js';

/** A mail to one person, ready for the wire. */
export interface OutgoingMail {
  /** `<id@host>`, the same on every attempt: receivers drop a copy they already have by it. */
  readonly messageId: string;
  /** Instant of the Date header. */
  readonly date: Date;
  /** `Name <address>`. */
  readonly from: string;
  readonly to: { readonly email: string; readonly name: string | null };
  readonly content: RenderedMail;
}

/**
 * What became of it. `transient`: not delivered, worth another attempt; `permanent`: refused for good;
 * `unknown`: the message was given over and no answer came, so sending again may deliver it twice.
 */
export type MailOutcome =
  | { readonly accepted: true; readonly messageId: string }
  | {
      readonly accepted: false;
      readonly failure: 'transient' | 'permanent' | 'unknown';
      readonly reason: string;
    };

/** Where mails leave the house. Never throws for what the other side does: that is an outcome. */
export abstract class MailTransport {
  /** @param signal ends the attempt; a message already given over is then `unknown`. */
  abstract send(mail: OutgoingMail, signal?: AbortSignal): Promise<MailOutcome>;
}
