import type {
  HttpAnswer,
  HttpFailure,
  HttpFailureCause,
  HttpOutcome,
} from '../../../platform/http/http-outcome.js';
import type { PublicRequest } from '../../../platform/http/public-http.js';
import type { PageLook, PageReader } from './page-reader.js';
import { linesOfHtml, linesOfText } from './page-text.js';

/** The door the calls leave by: it reaches the open internet only, on every hop. */
export interface PublicDoor {
  send(call: PublicRequest): Promise<HttpOutcome>;
}

const FAILURES: Record<HttpFailureCause, { reason: string; passing: boolean }> = {
  timeout: { reason: 'it did not answer in time', passing: true },
  dns: { reason: 'its name leads nowhere', passing: true },
  refused: { reason: 'it accepts no connection', passing: true },
  tls: { reason: 'its certificate is not valid', passing: false },
  network: { reason: 'the connection broke', passing: true },
  too_large: { reason: 'it is larger than 1 MiB', passing: false },
  forbidden_address: { reason: 'it leads to an address that is not on the open internet', passing: false },
  too_many_redirects: { reason: 'it redirects too often', passing: false },
};

/** Pages by the public HTTP client: ten seconds, 1 MiB, three redirects, no inner address (see `PublicHttp`). */
export class PublicPages implements PageReader {
  constructor(
    private readonly http: PublicDoor,
    private readonly userAgent: string,
  ) {}

  async read(address: string, signal: AbortSignal): Promise<PageLook> {
    const headers = {
      accept: 'text/html, text/plain;q=0.5',
      'accept-encoding': 'identity',
      'user-agent': this.userAgent,
    };
    const outcome = await this.http.send({ method: 'GET', url: address, headers, signal });
    return outcome.kind === 'failure' ? failed(outcome) : looked(outcome);
  }
}

function failed({ cause }: HttpFailure): PageLook {
  return { kind: 'unreadable', ...FAILURES[cause] };
}

function looked({ status, headers, text }: HttpAnswer): PageLook {
  const unreadable = (reason: string, passing = false): PageLook => ({ kind: 'unreadable', reason, passing });
  if (status !== 200) return unreadable(`it answered ${status}`, status === 429 || status >= 500);
  const [type = '', ...rest] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (!['text/html', 'application/xhtml+xml', 'text/plain'].includes(type.trim())) {
    return unreadable('it is neither a web page nor plain text');
  }
  if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) {
    return unreadable('it is sent compressed although we ask for plain text');
  }
  const charset = rest
    .map((part) => /charset="?([\w-]+)/.exec(part)?.[1])
    .find((found) => found !== undefined);
  if (charset !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(charset)) {
    return unreadable('its text is not in UTF-8');
  }
  const lines = type.trim() === 'text/plain' ? linesOfText(text) : linesOfHtml(text);
  return lines.length > 0 ? { kind: 'read', lines } : unreadable('it holds no text without a browser');
}
