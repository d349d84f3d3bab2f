import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from './mail-transport.js';

export interface ComposedMessage {
  readonly raw: Buffer;
  /** Addresses of the SMTP envelope. */
  readonly envelope: { readonly from: string; readonly to: string[] };
}

/** The MIME message (RFC 5322): text, HTML, and an invite both as alternative and as attachment. */
export async function composeMessage(mail: OutgoingMail): Promise<ComposedMessage> {
  const { content, to } = mail;
  const node = new MailComposer({
    messageId: mail.messageId,
    date: mail.date,
    from: mail.from,
    to: { name: to.name ?? '', address: to.email },
    ...(content.replyTo ? { replyTo: content.replyTo } : {}),
    subject: content.subject,
    text: content.text,
    html: content.html,
    ...(content.calendar ? { icalEvent: { ...content.calendar } } : {}),
    // RFC 3834: no out-of-office answer to a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from, to: recipients } = node.getEnvelope();
  return { raw: await node.build(), envelope: { from: from || '', to: recipients } };
}
