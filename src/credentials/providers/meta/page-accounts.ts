import { z } from 'zod';

import { SecretText } from '../../../platform/vault/secret-text.js';
import { unexpectedAnswer } from './graph-answer.js';
import type { GraphClient } from './graph-client.js';
import { endedBy, rejectedFor, type Ended } from './graph-ended.js';

/** A page that a person let us see. */
export interface PageAccount {
  readonly id: string;
  readonly name: string;
  /** Without an end where the person's token is one of 60 days. */
  readonly token: SecretText | null;
  /** Whether the person may create content for it. */
  readonly mayPost: boolean;
  /** The professional Instagram account linked to it. */
  readonly instagram: { readonly id: string; readonly username: string | null } | null;
}

const FIELDS = 'id,name,access_token,tasks,instagram_business_account{id,username}';
const PAGE = 100;
const MOST_PAGES = 5;
const STEP = 'the pages';

const answer = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string().regex(/^\d{1,25}$/),
      name: z.string(),
      access_token: z.string().min(1).optional(),
      tasks: z.array(z.string()).catch([]),
      // Left out, not null, where none is linked.
      instagram_business_account: z
        .looseObject({ id: z.string().regex(/^\d{1,25}$/), username: z.string().optional() })
        .optional(),
    }),
  ),
  paging: z
    .looseObject({
      cursors: z.looseObject({ after: z.string().optional() }).optional(),
      next: z.string().optional(),
    })
    .optional(),
});
type Answer = z.output<typeof answer>;

/** Every page behind a person's token, at most 500. None at all is a rejection: nothing could be chosen. */
export async function pagesOf(client: GraphClient, token: SecretText): Promise<PageAccount[] | Ended> {
  const found: PageAccount[] = [];
  let after: string | undefined;
  for (let at = 0; at < MOST_PAGES; at += 1) {
    const fields = { fields: FIELDS, limit: String(PAGE), ...(after === undefined ? {} : { after }) };
    const verdict = await client.get(token, '/me/accounts', fields);
    if (verdict.kind !== 'success') return endedBy(verdict, STEP);
    const read = answer.safeParse(verdict.body);
    if (!read.success) return endedBy(unexpectedAnswer, STEP);
    found.push(...read.data.data.map(pageOf));
    after = read.data.paging?.next === undefined ? undefined : read.data.paging.cursors?.after;
    if (after === undefined) break;
  }
  return found.length > 0 ? found : rejectedFor('wrong_account_type', STEP, { providerCode: 'no_pages' });
}

const pageOf = (page: Answer['data'][number]): PageAccount => ({
  id: page.id,
  name: page.name.slice(0, 200),
  token: page.access_token === undefined ? null : new SecretText(page.access_token),
  mayPost: page.tasks.includes('CREATE_CONTENT'),
  instagram: page.instagram_business_account
    ? {
        id: page.instagram_business_account.id,
        username: page.instagram_business_account.username?.slice(0, 100) ?? null,
      }
    : null,
});
