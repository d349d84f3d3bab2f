import { z } from 'zod';
import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { GoogleRefusal } from './youtube-answer.js';
import type { YouTubeClient } from './youtube-client.js';

const page = z.looseObject({
  // Left out altogether for an account without a channel.
  items: z
    .array(
      z.looseObject({
        id: z.string().min(1).max(200),
        snippet: z.looseObject({ title: z.string(), customUrl: z.string().optional() }),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});
const MOST_PAGES = 10;

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** `@handle`, where it has one. */
  readonly handle: string | null;
}

export type ChannelsFound =
  | { readonly kind: 'found'; readonly channels: readonly Channel[] }
  | ({ readonly kind: 'rejected' | 'unreachable' } & GoogleRefusal);

/** Every channel that an access token reaches, at least one, or what stood in the way. */
export async function channelsOf(client: YouTubeClient, access: SecretText): Promise<ChannelsFound> {
  const channels: Channel[] = [];
  let next: string | null = null;
  for (let at = 0; at < MOST_PAGES; at += 1) {
    const verdict = await client.channels(access, next);
    if (verdict.kind !== 'success') return verdict;
    const read = page.safeParse(verdict.body);
    if (!read.success) return UNEXPECTED;
    for (const { id, snippet } of read.data.items)
      channels.push({
        id,
        name: snippet.title.slice(0, 200) || `Channel ${id}`,
        handle: snippet.customUrl?.slice(0, 200) ?? null,
      });
    next = read.data.nextPageToken ?? null;
    if (next === null) break;
  }
  return channels.length > 0 ? { kind: 'found', channels } : NO_CHANNEL;
}

/** Google answered, in a form its documents do not show. */
export const UNEXPECTED = {
  kind: 'unreachable',
  code: 'provider_unavailable',
  providerCode: 'unexpected_answer',
  httpStatus: 200,
  retryAfterMs: null,
} as const;

const NO_CHANNEL = {
  kind: 'rejected',
  code: 'wrong_account_type',
  providerCode: 'no_channel',
  httpStatus: 200,
  retryAfterMs: null,
} as const;
