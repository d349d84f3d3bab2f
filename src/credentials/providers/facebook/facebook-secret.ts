import type { SecretText } from '../../../platform/vault/secret-text.js';
import { pasted, secretForm } from '../secret-form.js';

/** The field of one page's token while the page is not chosen, and afterwards too. */
export type PageTokenField = `accessToken@${string}`;
export const pageTokenField = (pageId: string): PageTokenField => `accessToken@${pageId}`;

/** A pasted token of a page, or the token of the page that was chosen after authorizing. */
export interface FacebookSecret {
  readonly accessToken?: SecretText | undefined;
  readonly [field: PageTokenField]: SecretText | undefined;
  readonly accountId?: SecretText | undefined;
}

/** What an integration gives; customers authorize instead. */
export const facebookSecret = secretForm({
  accessToken: pasted(2048).meta({
    title: 'Page access token',
    description: 'Of the page itself, given to our app, with the permissions of the set-up guide.',
  }),
  accountId: pasted(40)
    .refine((text) => /^\d+$/.test(text), { error: 'This is a number: page > About > Page transparency.' })
    .optional()
    .meta({ title: 'Page id', description: 'The number of the page: About > Page transparency.' }),
});

/** Undefined where none is there: the page was never chosen. */
export const pageTokenOf = (secret: FacebookSecret): SecretText | undefined =>
  secret.accessToken ?? (secret.accountId && secret[pageTokenField(secret.accountId.reveal())]);
