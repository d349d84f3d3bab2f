import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { PublicGet, WebsiteLookup } from './domain-ports.js';

/** One look at one address. `status` is null when no answer came; `cause` is null when one did. */
export interface WebsiteLook {
  readonly url: string;
  readonly status: number | null;
  readonly cause: string | null;
}

export interface WebsiteAnswer {
  readonly kind: 'found' | 'none' | 'unsure';
  readonly looks: readonly WebsiteLook[];
}

/** Looks at `https://host/`, its `www.` (or bare) twin, and plain http; stops at the first website. */
export class WebsiteProbe implements WebsiteLookup {
  constructor(private readonly http: PublicGet) {}

  async websiteAt(host: string, signal?: AbortSignal): Promise<WebsiteAnswer> {
    const looks: WebsiteLook[] = [];
    const kinds = new Set<WebsiteAnswer['kind']>();
    for (const url of addressesOf(host)) {
      const outcome = await this.http.send({ method: 'GET', url, ...(signal ? { signal } : {}) });
      const kind = judge(outcome);
      kinds.add(kind);
      looks.push({
        url,
        status: outcome.kind === 'answer' ? outcome.status : null,
        cause: outcome.kind === 'failure' ? (outcome.errorCode ?? outcome.cause) : null,
      });
      if (kind === 'found') return { kind, looks };
    }
    return { kind: kinds.has('unsure') ? 'unsure' : 'none', looks };
  }
}

function addressesOf(host: string): string[] {
  const twin = host.startsWith('www.') ? host.slice(4) : `www.${host}`;
  return [`https://${host}/`, `https://${twin}/`, `http://${host}/`, `http://${twin}/`];
}

/** Only what proves an absence counts as none; a broken or slow site may still be one. */
function judge(outcome: HttpOutcome): WebsiteAnswer['kind'] {
  if (outcome.kind === 'answer') {
    if (outcome.status < 400) return 'found';
    // A wall against robots stands in front of a website; a missing front page or a fault may be anything.
    return [401, 403, 405, 406, 429, 451].includes(outcome.status) ? 'found' : 'unsure';
  }
  if (outcome.cause === 'too_large') return 'found';
  if (outcome.cause === 'refused' || outcome.cause === 'forbidden_address') return 'none';
  if (outcome.cause === 'dns') return NAME_DOES_NOT_LEAD.has(outcome.errorCode ?? '') ? 'none' : 'unsure';
  return 'unsure';
}

const NAME_DOES_NOT_LEAD = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);
