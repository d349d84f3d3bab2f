import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { CustomerLoginService, type PortalSession } from '../customers/customer-login.service.js';
import { BrowserSessions } from '../platform/sessions/browser-sessions.js';

export const PORTAL_ROOT = '/portal';

/** Whose request this is, in the portal. */
@Injectable()
export class PortalSessions {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly logins: CustomerLoginService,
  ) {}

  /** For `/portal`: the session itself and its timeouts. */
  middleware(): RequestHandler[] {
    return this.sessions.middleware('portal', PORTAL_ROOT);
  }

  /** Null without a session, or when it is over: a newer password, a suspension, a closed account. */
  async current(request: Request): Promise<PortalSession | null> {
    const signedIn = this.sessions.signedIn(request);
    return signedIn ? this.logins.session({ customerId: signedIn.id, epoch: signedIn.epoch }) : null;
  }

  async begin(request: Request, { customerId, epoch }: PortalSession): Promise<void> {
    await this.sessions.signIn(request, { id: customerId, epoch });
  }

  async end(request: Request, response: Response): Promise<void> {
    await this.sessions.signOut(request, response, 'portal', PORTAL_ROOT);
  }
}
