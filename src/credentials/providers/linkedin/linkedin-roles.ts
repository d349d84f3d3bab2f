import { z } from 'zod';
import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { LinkedInVerdict } from './linkedin-answer.js';
import type { LinkedInClient } from './linkedin-client.js';

const page = z.looseObject({
  elements: z.array(
    z.looseObject({
      role: z.string(),
      state: z.string(),
      organization: z.string().optional(),
      // The older name of the same.
      organizationTarget: z.string().optional(),
    }),
  ),
  paging: z.looseObject({ links: z.array(z.looseObject({ rel: z.string() })).optional() }).optional(),
});

/** Roles that may post for an organization; an analyst, say, may not. */
const POSTING: readonly string[] = [
  'ADMINISTRATOR',
  'CONTENT_ADMINISTRATOR',
  'DIRECT_SPONSORED_CONTENT_POSTER',
  'RECRUITING_POSTER',
];
const PAGE = 100;
const MOST_PAGES = 20;

/** A customer's standing at one organization. */
export interface OrganizationRole {
  readonly id: string;
  readonly mayPost: boolean;
}

/** Every organization the token's owner has an approved role at, or the answer that stood in the way. */
export async function rolesOf(
  client: LinkedInClient,
  token: SecretText,
): Promise<OrganizationRole[] | Exclude<LinkedInVerdict, { kind: 'success' }>> {
  const found = new Map<string, boolean>();
  for (let at = 0; at < MOST_PAGES; at += 1) {
    const verdict = await client.roles(token, at * PAGE);
    if (verdict.kind !== 'success') return verdict;
    const read = page.safeParse(verdict.body);
    if (!read.success) return unexpected;
    for (const { role, state, organization, organizationTarget } of read.data.elements) {
      const id = /^urn:li:organization:(\d+)$/.exec(organization ?? organizationTarget ?? '')?.[1];
      if (id && state === 'APPROVED') found.set(id, found.get(id) === true || POSTING.includes(role));
    }
    if (!read.data.paging?.links?.some(({ rel }) => rel === 'next')) break;
  }
  return [...found].map(([id, mayPost]) => ({ id, mayPost }));
}

const unexpected = {
  kind: 'unreachable',
  code: 'provider_unavailable',
  providerCode: 'unexpected_answer',
  httpStatus: 200,
} as const;

const named = z.looseObject({ localizedName: z.string(), vanityName: z.string().optional() });

/** How an organization is called; null where we may not read it. */
export async function nameOf(
  client: LinkedInClient,
  token: SecretText,
  id: string,
): Promise<{ name: string; vanity: string | null } | null> {
  const verdict = await client.organization(token, id);
  const read = named.safeParse(verdict.kind === 'success' ? verdict.body : undefined);
  return read.success
    ? { name: read.data.localizedName.slice(0, 200), vanity: read.data.vanityName?.slice(0, 200) ?? null }
    : null;
}
