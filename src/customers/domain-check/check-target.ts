import { parse } from 'tldts';

import { mailDomainOf, registrableDomainOf, websiteHostOf } from './domain-name.js';
import { isFreeMail } from './free-mail.js';

/** What a domain check looks at. Names are A-labels. */
export interface CheckTarget {
  /** Domain of the e-mail address; compared with the list of disposable domains. */
  readonly mailDomain: string;
  /** The domain whose mail and age are judged. Null: a free-mail address and no website of the company's own. */
  readonly domain: string | null;
  readonly source: 'email' | 'website';
  /** What was registered; age is asked of it. */
  readonly registrable: string | null;
  /** Host to look for the company's website at. */
  readonly websiteHost: string | null;
}

export interface CheckInput {
  readonly email: string;
  readonly website: string | null;
}

/** Runbook Step 1; for a free-mail address the company website's domain is checked instead. */
export function chooseTarget({ email, website }: CheckInput): CheckTarget {
  const mailDomain = mailDomainOf(email);
  if (mailDomain === null) throw new RangeError('The e-mail address has no domain that DNS could know.');
  const host = website === null ? null : websiteHostOf(website);
  if (!isFreeMail(mailDomain)) {
    const registrable = registrableDomainOf(mailDomain);
    const websiteHost = host ?? registrable ?? mailDomain;
    return { mailDomain, domain: mailDomain, source: 'email', registrable, websiteHost };
  }
  const registrable = host === null || isSharedHost(host) ? null : registrableDomainOf(host);
  return { mailDomain, domain: registrable, source: 'website', registrable, websiteHost: host };
}

const SHARED_HOSTS = new Set(
  `facebook.com instagram.com linkedin.com youtube.com x.com twitter.com t.me wa.me whatsapp.com medium.com
  wixsite.com wordpress.com tumblr.com weebly.com linktr.ee notion.site carrd.co substack.com godaddysites.com
  indiamart.com justdial.com amazon.com flipkart.com etsy.com google.com`.split(/\s+/),
);

/** A page on somebody else's domain says as little about the company as a free-mail address. */
function isSharedHost(host: string): boolean {
  const registrable = registrableDomainOf(host);
  return (
    parse(host, { allowPrivateDomains: true }).isPrivate === true ||
    isFreeMail(host) ||
    (registrable !== null && SHARED_HOSTS.has(registrable))
  );
}
