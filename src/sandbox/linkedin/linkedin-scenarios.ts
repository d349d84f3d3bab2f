import type { OutsideWorld } from '../outside/outside-world.js';

/** How the stand-in treats a customer's token (providers.md, section 9). */
export const LINKEDIN_SCENARIOS = [
  { name: 'ok_admin', shows: 'passes: an administrator of one company page' },
  { name: 'ok_partner', shows: 'passes: as ok_admin, with a refresh token, so that we renew it' },
  { name: 'many_pages', shows: 'passes: administers two pages, analyst of a third; one is to be chosen' },
  { name: 'no_admin_scope', shows: 'passes with a warning: roles cannot be read' },
  { name: 'analyst_only', shows: 'rejected: may look at the page, not post' },
  { name: 'no_org', shows: 'rejected: a personal account without a page' },
  { name: 'requested_only', shows: 'rejected: the role was asked for and not given' },
  { name: 'expired', shows: 'rejected: the token has expired' },
  { name: 'revoked', shows: 'rejected: the customer took the authorization back' },
  { name: 'invalid', shows: 'rejected: not a token of LinkedIn' },
  { name: 'scope_missing', shows: 'rejected: may not post for organizations' },
  { name: 'fresh_token_401_once', shows: 'passes at the second try: new tokens are refused for a moment' },
  { name: 'throttled', shows: 'unreachable: too many requests' },
  { name: 'old_version', shows: 'unreachable: the API version is served no more' },
  { name: 'html_502', shows: 'unreachable: an error page instead of data' },
] as const;
export type LinkedInScenario = (typeof LINKEDIN_SCENARIOS)[number]['name'];

export interface SandboxOrganization {
  readonly id: string;
  readonly role: string;
  readonly state: string;
}

const CLINIC = '11223344';
const HOSPITAL = '55667788';

const admin: SandboxOrganization = { id: CLINIC, role: 'ADMINISTRATOR', state: 'APPROVED' };
const ORGANIZATIONS: Partial<Record<LinkedInScenario, readonly SandboxOrganization[]>> = {
  many_pages: [
    admin,
    { id: HOSPITAL, role: 'CONTENT_ADMINISTRATOR', state: 'APPROVED' },
    { id: '99887766', role: 'ANALYST', state: 'APPROVED' },
  ],
  analyst_only: [{ ...admin, role: 'ANALYST' }],
  no_org: [],
  requested_only: [{ ...admin, state: 'REQUESTED' }],
};

export const organizationsOf = (scenario: LinkedInScenario): readonly SandboxOrganization[] =>
  ORGANIZATIONS[scenario] ?? [admin];

export const NAMES: Readonly<Record<string, { localizedName: string; vanityName: string }>> = {
  [CLINIC]: { localizedName: 'Sandbox Clinic', vanityName: 'sandbox-clinic' },
  [HOSPITAL]: { localizedName: 'Sandbox Hospital', vanityName: 'sandbox-hospital' },
  '99887766': { localizedName: 'Sandbox Journal', vanityName: 'sandbox-journal' },
};

const WITHOUT_ADMIN = 'w_member_social,w_organization_social';
export const scopesOf = (scenario: LinkedInScenario): string => {
  if (scenario === 'scope_missing') return 'w_member_social,r_organization_admin';
  return scenario === 'no_admin_scope' ? WITHOUT_ADMIN : `${WITHOUT_ADMIN},r_organization_admin`;
};

/** A token says which customer it is of, so that a restart of the sandbox forgets nobody. */
export const tokenFor = (scenario: string, issuedAt: Date, nonce: string): string =>
  `sandbox_${scenario}.${Math.floor(issuedAt.getTime() / 1000)}.${nonce}`;

/** A customer may have an ending of its own, as a key of Delta Exchange: `ok_admin-anna7`. */
const TOKEN = /^sandbox_([a-z0-9_]+)(-[A-Za-z0-9]{1,24})?(?:\.(\d{9,11})\.[\w-]+)?$/;

/** The customer of a token as it is now; null for one that the stand-in never gave. */
export function readToken(
  token: string,
  outside?: OutsideWorld,
): { scenario: LinkedInScenario; issuedAt: number } | null {
  const [, name = '', ending = '', issuedAt] = TOKEN.exec(token) ?? [];
  const turned = outside?.turnedInto('linkedin', `${name}${ending}`);
  const found = LINKEDIN_SCENARIOS.find((scenario) => scenario.name === (turned ?? name));
  return found ? { scenario: found.name, issuedAt: issuedAt ? Number(issuedAt) : 0 } : null;
}
