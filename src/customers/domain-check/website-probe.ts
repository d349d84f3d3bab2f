import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { PublicGet, WebsiteAnswer, WebsiteLook, WebsiteLookup } from './domain-ports.js';

/** Looks at `https://host/` and its `www.` (or bare) twin together, then at plain http; stops at a website. */
export class WebsiteProbe implements WebsiteLookup {
  constructor(private readonly http: PublicGet) {}

  async websiteAt(host: string, signal?: AbortSignal): Promise<WebsiteAnswer> {
    const looks: WebsiteLook[] = [];
    const kinds = new Set<WebsiteAnswer['kind']>();
    for (const scheme of ['https', 'http']) {
      const urls = namesOf(host).map((name) => `${scheme}://${name}/`);
      const seen = await Promise.all(urls.map((url) => this.look(url, signal)));
      const found = seen.find(({ kind }) => kind === 'found');
      looks.push(...seen.filter((one) => one !== found).map(({ look }) => look));
      if (found) return { kind: 'found', looks: [...looks, found.look] };
      seen.forEach(({ kind }) => kinds.add(kind));
    }
    return { kind: kinds.has('unsure') ? 'unsure' : 'none', looks };
  }

  private async look(
    url: string,
    signal?: AbortSignal,
  ): Promise<{ kind: WebsiteAnswer['kind']; look: WebsiteLook }> {
    const outcome = await this.http.send({ method: 'GET', url, ...(signal ? { signal } : {}) });
    const status = outcome.kind === 'answer' ? outcome.status : null;
    const cause = outcome.kind === 'failure' ? (outcome.errorCode ?? outcome.cause) : null;
    return { kind: judge(outcome), look: { url, status, cause } };
  }
}

function namesOf(host: string): string[] {
  return [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`];
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
