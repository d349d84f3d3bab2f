import type { HostsOf } from '../../../config/platform-hosts.js';
import type { SecretText } from '../../../platform/vault/secret-text.js';

/** Our app at LinkedIn, and where LinkedIn is asked. */
export interface LinkedInApp {
  readonly hosts: HostsOf<'linkedin'>;
  readonly clientId: string;
  readonly clientSecret: SecretText;
  /** `LinkedIn-Version` header: `YYYYMM`. */
  readonly version: string;
  /** `production`, or `sandbox` behind a stand-in. */
  readonly environment: string;
}

/** What posting for an organization takes (design, section 5.2). */
export const LINKEDIN_REQUIRED = ['w_member_social', 'w_organization_social'] as const;
/** Reads which organizations the customer may post for; a passing test warns without it. */
export const LINKEDIN_ADMIN = 'r_organization_admin';
const READS_ROLES: readonly string[] = [LINKEDIN_ADMIN, 'rw_organization_admin'];

export const mayReadRoles = (scopes: readonly string[]): boolean =>
  scopes.some((scope) => READS_ROLES.includes(scope));
