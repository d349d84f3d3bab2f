import type { ProviderHttp } from '../../platform/http/provider-http.js';

export interface TestContext {
  /** The end of the job: its abort rejects the test. */
  signal: AbortSignal;
  /** The system clock: signatures follow the real time, not the business clock. */
  clock: { now(): Date };
  http: ProviderHttp;
}
