import type { ParsedMail } from 'mailparser';

/** By their subjects, the mails that a customer, its colleagues and its manager get; the first that fits. */
const KINDS = {
  'verify e-mail': /^Confirm your e-mail address/,
  'call invite': /^You are invited: WAOOAW onboarding call/,
  'call changed': /^Changed: WAOOAW onboarding call/,
  'check-in invite': /^You are invited: WAOOAW check-in/,
  welcome: /^Welcome to WAOOAW/,
  'set-up guide': /^Connecting .*: what to have ready/,
  'connect link': /^Connect .* to WAOOAW/,
  'trial started': /^Your 7-day trial has started/,
  draft: /^Ready for your review:/,
  'draft reminder': /^Still to review:|drafts are waiting for your review/,
  survey: /^How was your onboarding call/,
  summary: /days to explore!$/,
  'connection broken': /connection has stopped working/,
  'tokens at 80 %': /of your trial’s tokens are used$/,
  'tokens used up': /^The tokens of your trial are used up/,
  'check-in': /^Your check-in with |^How is your trial going/,
  'trial ends': /^Your trial ends /,
  'trial ended': /^Your trial has ended/,
  hired: /^You have hired /,
  'notice: draft rejected': /\(C-\d+\) rejected a draft$/,
  'notice: another draft': /\(C-\d+\) asked for another draft$/,
  'notice: drafts wait': /\(C-\d+\): .*drafts? waits? for the customer/,
  'notice: tokens': /\(C-\d+\): .*tokens/,
  'notice: connection': /\(C-\d+\): .*does not work any more$/,
  'notice: goal waits': /\(C-\d+\): a goal waits for approval/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type MailKind = keyof typeof KINDS;

/** One mail as it was sent, to one address. */
export interface SentMail {
  readonly to: string;
  /** A kind, or the subject of a mail that nobody expects. */
  readonly kind: string;
  readonly mail: ParsedMail;
}

export const kindOf = (subject: string): string =>
  Object.entries(KINDS).find(([, fits]) => fits.test(subject))?.[0] ?? `"${subject}"`;

/** Mails asked for together are sent side by side: within so many milliseconds none is before another. */
const TOGETHER = 5_000;

/** In the order in which they were sent; those sent together in the order in which they were asked for. */
function inOrder(mails: readonly ParsedMail[]): ParsedMail[] {
  const groups: ParsedMail[][] = [];
  for (const mail of mails) {
    const last = groups.at(-1);
    const gap = Number(mail.date) - Number(last?.at(-1)?.date);
    if (last && gap <= TOGETHER) last.push(mail);
    else groups.push([mail]);
  }
  // A Message-ID is a UUIDv7, made when the mail was asked for.
  return groups.flatMap((group) =>
    group.sort((one, other) => ((one.messageId ?? '') < (other.messageId ?? '') ? -1 : 1)),
  );
}

/**
 * The mails about a customer, by what only its mails hold.
 * @param mails as they were sent
 */
export function mailsAbout(mails: readonly ParsedMail[], tag: string): SentMail[] {
  return inOrder(mails).flatMap((mail) => {
    const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));
    const told = `${to.join(' ')} ${mail.subject ?? ''} ${mail.text ?? ''}`;
    return told.includes(tag) ? to.map((one) => ({ to: one, kind: kindOf(mail.subject ?? ''), mail })) : [];
  });
}

/** Kinds in the order in which they were sent, by the address they went to. */
export function byRecipient(mails: readonly Pick<SentMail, 'to' | 'kind'>[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const { to, kind } of mails) (lists[to] ??= []).push(kind);
  return lists;
}
