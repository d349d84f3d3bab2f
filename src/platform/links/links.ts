import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../clocks/business-clock.js';
import { Database } from '../database/database.js';
import { defineErrors } from '../errors/app-error.js';
import { newId } from '../ids/new-id.js';
import type { Tx } from '../unit-of-work/tx.js';
import { Settings } from '../settings/settings.js';
import { portalAddress } from './links.settings.js';
import { LinksRepository } from './links.repository.js';
import type { LinkPurpose, OneTimeLink } from './one-time-link.entity.js';

const HOUR = 60 * 60 * 1000;

/** Where each kind of link lands. Opening it never spends it. */
const PATHS: Readonly<Record<LinkPurpose, string>> = {
  verify: '/portal/verify',
  connect: '/connect',
  review: '/review',
  call: '/call',
  survey: '/survey',
};

export const linkErrors = defineErrors({
  link_not_valid: {
    status: 410,
    title: 'This link can no longer be used',
    hint: 'Links work once and for a limited time. Ask your customer success manager for a new one.',
  },
});

export interface LinkRequest {
  readonly purpose: LinkPurpose;
  readonly customerId: string | null;
  readonly subjectId: string;
  /** Hours of the business clock it stays valid. */
  readonly hours: number;
  /** Whether earlier unspent links of this purpose and subject die with it. */
  readonly voidOthers: boolean;
}

/**
 * One-time links: 256 random bits, kept only as a hash, valid for a while, spent by POST.
 * Issue them inside the job that sends the mail, so that no token is ever in a row, a queue or a log.
 */
@Injectable()
export class Links {
  constructor(
    private readonly settings: Settings,
    private readonly links: LinksRepository,
    private readonly database: Database,
    private readonly clock: BusinessClock,
  ) {}

  async issue(tx: Tx, request: LinkRequest): Promise<{ token: string; url: string; expiresAt: Date }> {
    const { purpose, customerId, subjectId } = request;
    if (request.voidOthers) await this.links.voidUnspent(tx.em, purpose, subjectId, tx.now);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(tx.now.getTime() + request.hours * HOUR);
    this.links.add(tx.em, {
      id: newId(),
      purpose,
      tokenHash: hashOf(token),
      customerId,
      subjectId,
      createdAt: tx.now,
      expiresAt,
    });
    const address = await this.settings.get(tx.em, portalAddress);
    return { token, url: `${address}${PATHS[purpose]}?token=${token}`, expiresAt };
  }

  /** What the link is about, without spending it; throws `link_not_valid` (410). */
  async peek(purpose: LinkPurpose, token: string): Promise<OneTimeLink> {
    const em = this.database.em();
    return valid(await this.links.find(em, purpose, hashOf(token)), await this.clock.now(em));
  }

  /** Spend the link in this unit of work; a second spender gets `link_not_valid` (410). */
  async spend(tx: Tx, purpose: LinkPurpose, token: string): Promise<OneTimeLink> {
    const link = valid(await this.links.findLocked(tx.em, purpose, hashOf(token)), tx.now);
    link.spentAt = tx.now;
    return link;
  }

  /** Whether a link found before by its token is still good; throws `link_not_valid` (410). Nothing is spent. */
  async requireById(tx: Tx, id: string): Promise<void> {
    valid(await this.links.lockedById(tx.em, id), tx.now);
  }

  /** Spend a link found before by its token: what it was opened for has been done another way. */
  async spendById(tx: Tx, id: string): Promise<void> {
    valid(await this.links.lockedById(tx.em, id), tx.now).spentAt = tx.now;
  }

  /** End every unspent link of a subject (its question was answered another way). */
  async voidAll(tx: Tx, purpose: LinkPurpose, subjectId: string): Promise<void> {
    await this.links.voidUnspent(tx.em, purpose, subjectId, tx.now);
  }

  /** End every unspent link of a customer, whatever it opens. */
  async voidOfCustomer(tx: Tx, customerId: string): Promise<void> {
    await this.links.voidOfCustomer(tx.em, customerId, tx.now);
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

function valid(link: OneTimeLink | null, now: Date): OneTimeLink {
  if (!link)
    throw linkErrors.link_not_valid('The link is not known: it may have been cut off when it was copied.');
  if (link.spentAt)
    throw linkErrors.link_not_valid('The link was used already, or a newer one has replaced it.');
  if (link.expiresAt <= now) throw linkErrors.link_not_valid('The link has expired.');
  return link;
}
