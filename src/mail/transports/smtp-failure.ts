import type { NodemailerError } from 'nodemailer';
import { oneLine } from '../rendering/one-line.js';
import type { MailOutcome } from './mail-transport.js';

const LONGEST_REASON = 400;

/** Commands whose refusal is about this mail; any other is about the connection or our login. */
const aboutTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** Replies that ask for a login or refuse ours, whatever the command (RFC 4954, 6); 503 is the wrong order. */
const aboutUs = new Set([503, 530, 534, 535, 538]);

/**
 * What a failed attempt means (RFC 5321, 4.2.1): 4yz may pass later, 5yz will not. A refused greeting or
 * login is ours to repair and says nothing about the mail, so it is worth another attempt.
 * @param givenOver whether the server had begun to take the message itself.
 */
export function smtpFailure(error: NodemailerError, givenOver: boolean): MailOutcome {
  const reason = oneLine(error.message).slice(0, LONGEST_REASON);
  return { accepted: false, failure: kind(error, givenOver), reason };
}

function kind(
  { responseCode: reply, command = '', code }: NodemailerError,
  givenOver: boolean,
): 'transient' | 'permanent' | 'unknown' {
  if (reply !== undefined && reply >= 400) {
    return reply >= 500 && !aboutUs.has(reply) && aboutTheMail.has(command) ? 'permanent' : 'transient';
  }
  if (givenOver) return 'unknown';
  // No answer of the server: an address or a size it was not even asked about.
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'permanent' : 'transient';
}
