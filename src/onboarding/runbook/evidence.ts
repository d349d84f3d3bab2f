import { wallText } from '../../platform/time/wall-clock.js';
import type { Facts } from '../facts/facts.js';

/** A fact that holds, with the record that shows it. */
export interface Met {
  readonly met: true;
  /** Without personal data: it is kept as the step's proof. */
  readonly text: string;
  /** Null where no column keeps it: then the entry's own instant counts. */
  readonly at: Date | null;
  readonly subjectId: string;
  /** The history entries of the record that say who did it; the newest counts. */
  readonly entries: readonly string[];
  /** It is the customer's to do: done by staff it is "for the customer". */
  readonly customers?: boolean;
}

/** A fact that is missing, as a sentence for the person who must bring it about. */
export interface Missing {
  readonly met: false;
  readonly text: string;
}

export type Finding = Met | Missing;

export const missing = (text: string): Missing => ({ met: false, text });

interface Record_ {
  readonly at: Date | null;
  readonly id: string;
  readonly entries: readonly string[];
  readonly customers?: boolean;
}

export const met = (text: string, { at, id, entries, customers }: Record_): Met => ({
  met: true,
  text,
  at,
  subjectId: id,
  entries,
  ...(customers ? { customers } : {}),
});

export const holds = (findings: readonly Finding[]): boolean => findings.every((finding) => finding.met);

export const missingTexts = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) => (finding.met ? [] : [finding.text]));

/** An instant as the customer's wall shows it. */
export const wall = (instant: Date, { customer }: Facts): string => wallText(instant, customer.timezone);

/** A mail of a template that was sent, or where it is. */
export function mailSent(facts: Facts, template: string, name: string): Finding {
  const mail = facts.mails[template];
  if (mail?.sentAt)
    return met(`${name} sent`, {
      at: mail.sentAt,
      id: mail.sentId ?? mail.id,
      entries: ['onboarding.mail_asked', 'mail.sent'],
    });
  switch (mail?.status) {
    case 'queued':
    case 'sending':
      return missing(`${name} is on its way; it has not been sent yet.`);
    case 'failed':
      return missing(`${name} could not be delivered: check the address, then send it again.`);
    case 'unknown':
      return missing(`It is not known whether the ${lower(name)} arrived: ask the customer, or resend it.`);
    default:
      return missing(`${name} has not been sent.`);
  }
}

/** Whether a mail of this template is on its way. */
export const mailUnderWay = (facts: Facts, template: string): boolean =>
  ['queued', 'sending'].includes(facts.mails[template]?.status ?? '');

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
