import type { SecretText } from '../../../platform/vault/secret-text.js';

/** The field of one page's token while the page is not chosen, and afterwards too. */
export type PageTokenField = `accessToken@${string}`;
export const pageTokenField = (pageId: string): PageTokenField => `accessToken@${pageId}`;

/** A pasted token of a page, or the token of the page that was chosen after authorizing. */
export interface FacebookSecret {
  readonly accessToken?: SecretText | undefined;
  readonly [field: PageTokenField]: SecretText | undefined;
  readonly accountId?: SecretText | undefined;
}

/** Undefined where none is there: the page was never chosen. */
export const pageTokenOf = (secret: FacebookSecret): SecretText | undefined =>
  secret.accessToken ?? (secret.accountId && secret[pageTokenField(secret.accountId.reveal())]);
