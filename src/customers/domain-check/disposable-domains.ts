import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { domainToUnicode } from 'node:url';

import { nameAndParents } from './domain-name.js';

export interface DisposableMatch {
  /** The entry that matched: the domain itself or a parent of it. */
  readonly entry: string;
  readonly list: 'published' | 'own';
}

/** Our rows win over the published list: known gaps and known mistakes of it. A-labels. */
export interface OwnDomains {
  readonly deny: readonly string[];
  readonly allow: readonly string[];
}

/**
 * Domains that hand out throw-away addresses. The published list has over 130,000 names; it stays one
 * buffer that is searched (about a millisecond), instead of as many strings in memory.
 */
export class DisposableDomains {
  private published: Buffer | undefined;

  /** `domain` in A-labels. An allowed parent clears the names below it, unless a nearer entry denies them. */
  find(domain: string, own: OwnDomains): DisposableMatch | null {
    for (const name of nameAndParents(domain)) {
      if (own.deny.includes(name)) return { entry: name, list: 'own' };
      if (own.allow.includes(name)) return null;
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
