import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { Actor } from '../platform/unit-of-work/actor.js';
import { portalPage } from './portal-page.js';
import { PortalSessions } from './portal-sessions.js';
import { PortalQueries, type PortalAccount } from './portal.queries.js';
import { LinkPages } from './link-pages.js';
import { textsOf } from './schema-form.js';

/** What of a form is ours and says nothing to people. */
const OURS = new Set(['once', 'version', 'decision', 'limitsConfirmed', 'theirs']);

/** Lets customers with a session of their own in. */
@Injectable()
export class PortalDoor {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly queries: PortalQueries,
    private readonly linkPages: LinkPages,
  ) {}

  /** For a page: null when the answer was given, which leads to the login and back. */
  async enter(request: Request, response: Response): Promise<PortalAccount | null> {
    const account = await this.account(request);
    if (!account)
      response.redirect(303, `/portal/login?next=${encodeURIComponent(request.originalUrl.slice(0, 500))}`);
    return account;
  }

  /** For a button. @throws AppError `unauthenticated` (401) */
  async press(request: Request): Promise<PortalAccount> {
    const account = await this.account(request);
    if (!account) throw commonErrors.unauthenticated('Your session has ended.', { hint: 'Sign in again.' });
    return account;
  }

  /** For a form in which something was typed: null when the answer was given, which keeps the text in sight. */
  async take(request: Request, response: Response, body: unknown): Promise<PortalAccount | null> {
    const account = await this.account(request);
    if (!account) this.linkPages.send(response, endedPage(request.originalUrl, body));
    return account;
  }

  private async account(request: Request): Promise<PortalAccount | null> {
    const session = await this.sessions.current(request);
    return session && !session.mustChange ? this.queries.account(session.customerId) : null;
  }
}

export const actorOf = ({ id }: PortalAccount): Actor => ({ kind: 'customer', id, role: 'customer' });

function endedPage(address: string, body: unknown) {
  const typed = Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => !OURS.has(name))
    .map(([name, given]) => ({ name: name.split('.').at(-1), text: textsOf(given).join('\n') }))
    .filter(({ text }) => text !== '');
  const page = portalPage('ended', 'Your session has ended', { typed, next: address });
  return { ...page, status: 401 };
}
