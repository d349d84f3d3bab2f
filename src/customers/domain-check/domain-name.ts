import { domainToASCII } from 'node:url';

import { getDomain } from 'tldts';

const ICANN_ONLY = { allowPrivateDomains: false } as const;

/** The name as DNS writes it: lower case, A-labels, no trailing dot. Null when it cannot be a host name. */
export function toAsciiName(name: string): string | null {
  const ascii = domainToASCII(name.trim().replace(/\.$/, ''));
  return ascii !== '' && ascii.includes('.') ? ascii : null;
}

/** The part after the last `@`, as DNS writes it. */
export function mailDomainOf(email: string): string | null {
  return toAsciiName(email.slice(email.lastIndexOf('@') + 1));
}

/**
 * The host of a website address; `acme.com` and `https://acme.com/about` both give `acme.com`. Null for what is none of
 * the web, and where a name or password stands before the host: it would be kept, and shows another host than it opens.
 */
export function websiteHostOf(website: string): string | null {
  const text = website.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return null;
  return toAsciiName(url.hostname);
}

/**
 * What a person registered: `mail.acme.co.uk` → `acme.co.uk` (public suffix list, ICANN section). Null for a
 * public suffix itself and for addresses of machines.
 */
export function registrableDomainOf(name: string): string | null {
  return getDomain(name, ICANN_ONLY);
}

/**
 * The name and its parents down to the registrable domain. No further: lists of disposable domains also
 * hold public suffixes such as `edu.pl`, under which honest organisations live.
 */
export function nameAndParents(name: string): string[] {
  const registrable = registrableDomainOf(name) ?? name;
  const names: string[] = [];
  for (let rest = name; rest.length >= registrable.length; rest = rest.slice(rest.indexOf('.') + 1)) {
    names.push(rest);
    if (!rest.includes('.')) break;
  }
  return names;
}
