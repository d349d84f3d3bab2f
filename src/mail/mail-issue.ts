import type { LinkRequest, Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';

/**
 * What a loader gets that must not outlive the sending: one-time links and temporary passwords. Every loader asks
 * here, so that a mail can also be looked at without any of them being made.
 */
export interface MailIssue {
  link(request: LinkRequest): Promise<{ readonly url: string; readonly expiresAt: Date }>;
  /** @param make makes one, voids what there was before, and keeps its hash only. */
  password(make: () => Promise<string>): Promise<string>;
}

const HOUR = 60 * 60 * 1000;
/** Of the shape that the templates ask for; the copy people see has placeholders in their place. */
const NO_LINK = 'https://link.invalid/made-when-it-is-sent';
const NO_PASSWORD = 'made-when-it-is-sent';

/** For a mail that is being sent. */
export const issued = (links: Links, tx: Tx): MailIssue => ({
  link: (request) => links.issue(tx, request),
  password: (make) => make(),
});

/** For a look at a mail: nothing is made, and nothing that is in use is voided. */
export const withheld = (now: Date): MailIssue => ({
  link: ({ hours }) => Promise.resolve({ url: NO_LINK, expiresAt: new Date(now.getTime() + hours * HOUR) }),
  password: () => Promise.resolve(NO_PASSWORD),
});
