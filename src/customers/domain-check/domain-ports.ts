import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { RegistrationAnswer } from './rdap-registration.js';
import type { WebsiteAnswer } from './website-probe.js';

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
