import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { RegistrationAnswer } from './rdap-registration.js';

/** One look at one address. `status` is null when no answer came; `cause` is null when one did. */
export interface WebsiteLook {
  readonly url: string;
  readonly status: number | null;
  readonly cause: string | null;
}

export interface WebsiteAnswer {
  readonly kind: 'found' | 'none' | 'unsure';
  /** With a website found, the last one is it. */
  readonly looks: readonly WebsiteLook[];
}

/** What the public HTTP client offers to a domain check. */
export interface PublicGet {
  send(call: {
    method: 'GET';
    url: string;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  }): Promise<HttpOutcome>;
}

/** When was this registrable domain registered? */
export interface RegistrationLookup {
  registrationOf(domain: string, signal?: AbortSignal): Promise<RegistrationAnswer>;
}

/** Is there a website at this host? */
export interface WebsiteLookup {
  websiteAt(host: string, signal?: AbortSignal): Promise<WebsiteAnswer>;
}
