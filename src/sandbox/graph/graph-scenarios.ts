import type { ConsentScenario } from '../http/consent-page.js';

/** How the stand-in treats a person's tokens (providers.md, section 9). A platform's own may be added beside these. */
export const GRAPH_SCENARIOS = [
  { name: 'ok', shows: 'passes: one page, with a professional Instagram account' },
  { name: 'many_pages', shows: 'passes: two pages may be connected, a third may only be looked at' },
  { name: 'hundred_pages', shows: 'passes: an agency with more pages than one answer holds' },
  { name: 'never_expires', shows: 'passes: neither token nor access to data ends' },
  { name: 'scope_missing', shows: 'rejected: the permission to publish was unticked' },
  { name: 'personal_no_ig_link', shows: 'rejected for Instagram: no professional account at the page' },
  { name: 'no_pages', shows: 'rejected: a personal account, or no page was selected' },
  { name: 'no_task', shows: 'rejected: may look at the page, not create content' },
  { name: 'user_token_for_page', shows: "rejected for Facebook: a person's token in place of the page's" },
  { name: 'granular_other_target', shows: 'rejected: another page was selected than the chosen one' },
  { name: 'expired', shows: 'rejected: the token has expired (190/463)' },
  { name: 'data_access_expired', shows: 'rejected: 90 days without a login at Facebook' },
  { name: 'revoked', shows: 'rejected: the app was removed at Facebook (190/458)' },
  { name: 'pw_changed', shows: 'rejected: the password was changed (190/460)' },
  { name: 'checkpoint', shows: 'rejected: Facebook holds the account at a checkpoint (190/459)' },
  { name: 'malformed', shows: 'rejected: not a token of Facebook' },
  { name: 'other_app', shows: 'rejected: the token of another app' },
  { name: 'rate', shows: 'unreachable: the limit of our app (4)' },
  { name: 'rate_business', shows: 'unreachable: the limit of page or account (80001, 80002), 12 minutes' },
  { name: 'transient', shows: 'unreachable: a trouble of Facebook that passes (2)' },
  { name: 'html_502', shows: 'unreachable: an error page instead of data' },
] as const satisfies readonly ConsentScenario[];

/** What any of our platforms at Meta may ask for. The order is part of tokens: append only. */
export const GRAPH_SCOPES = [
  'pages_show_list',
  'pages_read_engagement',
  'pages_manage_posts',
  'instagram_basic',
  'instagram_content_publish',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
] as const;

const UNTICKED: readonly string[] = [
  'pages_manage_posts',
  'instagram_content_publish',
  'whatsapp_business_messaging',
];

/** Of the scopes a person was asked for, those that the scenario's person unticked. */
export const declinedOf = (scenario: string, asked: readonly string[]): string[] =>
  scenario === 'scope_missing' ? asked.filter((scope) => UNTICKED.includes(scope)) : [];
