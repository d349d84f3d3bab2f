import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';

import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../clocks/system-clock.js';
import { openSessionPool, type SessionPool } from '../database/session-pool.js';
import type { Realm } from '../sign-in/sign-in-throttle.js';
import { loadKeyRing } from '../vault/load-key-ring.js';
import { sessionSecrets } from './session-secrets.js';
import { SessionStore } from './session-store.js';

/** Who is signed in: the account's id, and the epoch its password was of (a newer one ends the session). */
export interface SignedIn {
  readonly id: string;
  readonly epoch: number;
}

declare module 'express-session' {
  interface SessionData {
    signedIn?: SignedIn;
    /** Epoch milliseconds of the login, by the system clock. */
    since?: number;
  }
}

/** A login holds at most so long, however busy. */
const ABSOLUTE = 12 * 60 * 60 * 1000;

/** Sessions of people in browsers, kept in Postgres: panel and portal each have their own cookie and path. */
@Injectable()
export class BrowserSessions implements OnApplicationShutdown {
  private pool: SessionPool | undefined;
  private readonly stores: SessionStore[] = [];
  private readonly secure: boolean;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: SystemClock,
  ) {
    this.secure = config.deployment !== 'sandbox';
  }

  /** Mount on the realm's path, ahead of everything that asks who is signed in. */
  middleware(realm: Realm, path: string): RequestHandler[] {
    this.pool ??= openSessionPool(this.config.database.url ?? '');
    const store = new SessionStore(this.pool);
    this.stores.push(store);
    const sessions = session({
      name: this.cookieName(realm),
      secret: sessionSecrets(loadKeyRing(this.config)),
      store,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: this.secure, path },
    });
    return [sessions, (request, response, next) => this.endOverdue(request, response, next)];
  }

  cookieName(realm: Realm): string {
    return `${this.secure ? '__Secure-' : ''}waooaw_${realm}`;
  }

  /** A session of a new id, so that an id planted before the login is worth nothing. */
  async signIn(request: Request, signedIn: SignedIn): Promise<void> {
    await settled((done) => request.session.regenerate(done));
    request.session.signedIn = signedIn;
    request.session.since = this.clock.now().getTime();
    await settled((done) => request.session.save(done));
  }

  signedIn(request: Request): SignedIn | undefined {
    // There is no session at all on paths that none is mounted on.
    return (request.session as Request['session'] | undefined)?.signedIn;
  }

  async signOut(request: Request, response: Response, realm: Realm, path: string): Promise<void> {
    await settled((done) => request.session.destroy(done));
    response.clearCookie(this.cookieName(realm), {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      path,
    });
  }

  private endOverdue(request: Request, _response: Response, next: NextFunction): void {
    const { signedIn, since = 0 } = request.session;
    if (!signedIn || this.clock.now().getTime() - since < ABSOLUTE) return next();
    request.session.regenerate((error: unknown) => next(error ?? undefined));
  }

  async onApplicationShutdown(): Promise<void> {
    for (const store of this.stores) store.close();
    await this.pool?.end();
  }
}

const settled = (start: (done: (error?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    start((error) => {
      if (error === undefined || error === null) resolve();
      else
        reject(error instanceof Error ? error : new Error('The session could not be kept', { cause: error }));
    });
  });
