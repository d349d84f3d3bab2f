/** What an answer of the other side means to people, and what they do about it. */
export interface SmtpAdvice {
  readonly meaning: string;
  readonly todo: string;
}

const CORRECT = 'Ask the customer for the right address, correct it, then send the mail again.';
const UNKNOWN_ADDRESS: SmtpAdvice = { meaning: 'This address does not exist.', todo: CORRECT };
const FULL: SmtpAdvice = {
  meaning: 'The mailbox is full.',
  todo: 'Tell the customer by phone or chat, then send the mail again; or write to another contact.',
};
const REFUSED: SmtpAdvice = {
  meaning: 'Their server refused it as spam or by its policy.',
  todo: 'Ask the customer to allow our sender address; engineering checks SPF, DKIM and DMARC of our domain.',
};
const LOGIN: SmtpAdvice = {
  meaning: 'Our mail server refused our login.',
  todo: 'Engineering checks SMTP_URL; the mail can be sent again then.',
};
const TOO_LARGE: SmtpAdvice = {
  meaning: 'The mail is too large for them.',
  todo: 'Tell engineering: our mails are small, this must not happen.',
};

/** The most telling first: enhanced status codes (RFC 3463), then words, then plain reply codes (RFC 5321). */
const ADVICE: readonly (readonly [RegExp, SmtpAdvice])[] = [
  [/\b[45]\.1\.[016]\b/, UNKNOWN_ADDRESS],
  [/\b[45]\.1\.(2|10)\b/, { meaning: 'The domain of this address takes no mail.', todo: CORRECT }],
  [/\b[45]\.1\.3\b|EENVELOPE|EMESSAGE/, { meaning: 'This is not an e-mail address.', todo: CORRECT }],
  [/\b[45]\.2\.2\b/, FULL],
  [
    /\b[45]\.2\.[01]\b/,
    {
      meaning: 'The mailbox is closed or takes no mail now.',
      todo: 'Reach the customer by phone or chat and ask for another address.',
    },
  ],
  [/\b[45]\.(3\.4|2\.3)\b/, TOO_LARGE],
  [/\b[45]\.7\.8\b/, LOGIN],
  [/\b[45]\.7\.\d{1,3}\b/, REFUSED],
  [
    /data for the mail|could not be written/i,
    { meaning: 'The mail could not be written.', todo: 'Tell engineering: the log names the cause.' },
  ],
  [/\b(530|534|535|538)\b|authentication|invalid login/i, LOGIN],
  [/over ?quota|mailbox (is )?full|\b452\b/i, FULL],
  [/\b552\b|too (large|big)/i, TOO_LARGE],
  [/spam|block(ed|list)|blacklist|reputation|policy/i, REFUSED],
  [
    /user unknown|no such (user|recipient|mailbox)|does ?n[o']t exist|unknown (user|recipient)/i,
    UNKNOWN_ADDRESS,
  ],
  [
    /greylist|later|\b45[01]\b/i,
    {
      meaning: 'Their server put the mail off, for 24 hours.',
      todo: 'Send it again later; when it stays so, ask the customer for another address.',
    },
  ],
  [/\b55[013]\b/, { meaning: 'Their server does not take mail for this address.', todo: CORRECT }],
  [
    /ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|connect|timeout|closed|getaddrinfo|took too long/i,
    {
      meaning: 'Our mail server did not answer.',
      todo: 'Engineering checks that the server behind SMTP_URL is up; the mail can be sent again then.',
    },
  ],
];

const OTHER: SmtpAdvice = {
  meaning: 'The mail server refused it.',
  todo: 'Read its answer; check the address, then send the mail again.',
};
const NO_ANSWER: SmtpAdvice = {
  meaning: 'It was given over and no answer came: it may have arrived, or not.',
  todo: 'Ask the customer whether it is there; send it again only when it is not.',
};

/** @param status the mail's; @param answer what was kept of the last attempt */
export function smtpAdvice(status: string, answer: string): SmtpAdvice {
  if (status === 'unknown') return NO_ANSWER;
  return ADVICE.find(([pattern]) => pattern.test(answer))?.[1] ?? OTHER;
}
