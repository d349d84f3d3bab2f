import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { domainToUnicode } from 'node:url';

import { nameAndParents } from './domain-name.js';

export interface DisposableMatch {
  /** The entry that matched: the domain itself or a parent of it. */
  readonly entry: string;
  readonly list: 'published' | 'own';
}

/** Ours wins over the published list: known gaps and known mistakes of it. */
export interface OwnDomains {
  readonly deny: readonly string[];
  readonly allow: readonly string[];
}

/** The runbook names tempmail; the published list (disposable-domains 2.0.1) does not hold it. */
export const OWN_DOMAINS: OwnDomains = {
  deny: ['tempmail.com', 'tempmail.net', 'temp-mail.io', 'temp-mail.com'],
  allow: [],
};

/**
 * Domains that hand out throw-away addresses. The published list has over 130,000 names; it stays one
 * buffer that is searched (about a millisecond), instead of as many strings in memory.
 */
export class DisposableDomains {
  private published: Buffer | undefined;
  private readonly deny: ReadonlySet<string>;
  private readonly allow: ReadonlySet<string>;

  constructor(own: OwnDomains = OWN_DOMAINS) {
    this.deny = new Set(own.deny);
    this.allow = new Set(own.allow);
  }

  /** `domain` in A-labels. An allowed parent clears the names below it, unless a nearer entry denies them. */
  find(domain: string): DisposableMatch | null {
    for (const name of nameAndParents(domain)) {
      if (this.deny.has(name)) return { entry: name, list: 'own' };
      if (this.allow.has(name)) return null;
      if (this.isPublished(name)) return { entry: name, list: 'published' };
    }
    return null;
  }

  private isPublished(name: string): boolean {
    this.published ??= readFileSync(createRequire(import.meta.url).resolve('disposable-domains'));
    const unicode = domainToUnicode(name);
    return (
      this.published.includes(`"${name}"`) || (unicode !== name && this.published.includes(`"${unicode}"`))
    );
  }
}
