import type { HostsOf } from '../../../config/platform-hosts.js';
import type { SecretText } from '../../../platform/vault/secret-text.js';

/** Our app at Meta, which all our platforms there share, and where Meta is asked. */
export interface MetaApp {
  readonly hosts: HostsOf<'meta'>;
  readonly clientId: string;
  readonly clientSecret: SecretText;
  /** Of the Graph API: `v25.0`. */
  readonly version: string;
  /** `production`, or `sandbox` behind a stand-in. */
  readonly environment: string;
}

/** Posting to a page (design, section 5.2). */
export const FACEBOOK_REQUIRED = ['pages_manage_posts', 'pages_read_engagement', 'pages_show_list'] as const;
/** Publishing on Instagram: the runbook's Appendix B, and what finds the account (design, section 5.2). */
export const INSTAGRAM_REQUIRED = [
  'instagram_basic',
  'instagram_content_publish',
  'pages_read_engagement',
  'pages_show_list',
] as const;
/** Sending from a WhatsApp number, and reading how it stands (design, section 5.2). */
export const WHATSAPP_REQUIRED = ['whatsapp_business_management', 'whatsapp_business_messaging'] as const;
