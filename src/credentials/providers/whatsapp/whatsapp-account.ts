import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import { unexpectedAnswer } from '../meta/graph-answer.js';
import type { GraphClient } from '../meta/graph-client.js';
import { endedBy, rejectedFor, type Ended } from '../meta/graph-ended.js';

const PAGE = 100;
const MOST_PAGES = 5;

const account = z.looseObject({ id: z.string(), account_review_status: z.string().optional() });

/** The business account: Meta's review has not rejected it. Null: all is well. */
export async function whyNotAccount(
  client: GraphClient,
  token: SecretText,
  wabaId: string,
): Promise<Ended | null> {
  const step = 'the business account';
  const verdict = await client.get(token, `/${wabaId}`, { fields: 'id,name,account_review_status' });
  if (verdict.kind !== 'success') return endedBy(verdict, step);
  const read = account.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, step);
  const review = read.data.account_review_status?.toUpperCase();
  return review === 'REJECTED'
    ? rejectedFor('account_blocked', step, { providerCode: 'review_rejected' })
    : null;
}

const numbers = z.looseObject({
  data: z.array(z.looseObject({ id: z.string() })),
  paging: z
    .looseObject({
      cursors: z.looseObject({ after: z.string().optional() }).optional(),
      next: z.string().optional(),
    })
    .optional(),
});

/** The number is one of the account's, of which at most 500 are looked at. Null: it is. */
export async function whyNotItsNumber(
  client: GraphClient,
  token: SecretText,
  { wabaId, phoneNumberId }: { wabaId: string; phoneNumberId: string },
): Promise<Ended | null> {
  const step = "the account's phone numbers";
  let after: string | undefined;
  for (let at = 0; at < MOST_PAGES; at += 1) {
    const fields = { fields: 'id', limit: String(PAGE), ...(after === undefined ? {} : { after }) };
    const verdict = await client.get(token, `/${wabaId}/phone_numbers`, fields);
    if (verdict.kind !== 'success') return endedBy(verdict, step);
    const read = numbers.safeParse(verdict.body);
    if (!read.success) return endedBy(unexpectedAnswer, step);
    if (read.data.data.some(({ id }) => id === phoneNumberId)) return null;
    after = read.data.paging?.next === undefined ? undefined : read.data.paging.cursors?.after;
    if (after === undefined) break;
  }
  return rejectedFor('account_mismatch', step, { providerCode: 'phone_not_in_waba' });
}
