import { createHmac } from 'node:crypto';
import { STAND_IN_APP } from '../http/stand-in-app.js';

const PATIENCE_MS = 5_000;

/** Tells our app that a person removed it, as Meta does: a form with `signed_request`; whoever does not listen misses it. */
export class RemovalNotice {
  private home: string | null = null;

  constructor(private readonly clock: { now(): Date }) {}

  /** Our app is where it has people sent back to. */
  learn(redirectUri: string): void {
    this.home = new URL(redirectUri).origin;
  }

  async send(person: string): Promise<void> {
    if (this.home === null) return;
    const issued = Math.floor(this.clock.now().getTime() / 1000);
    const said = { algorithm: 'HMAC-SHA256', issued_at: issued, user_id: person };
    const payload = Buffer.from(JSON.stringify(said)).toString('base64url');
    const signature = createHmac('sha256', STAND_IN_APP.clientSecret).update(payload).digest('base64url');
    const body = new URLSearchParams({ signed_request: `${signature}.${payload}` });
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await fetch(`${this.home}/callbacks/meta/deauthorize`, { method: 'POST', body, signal }).catch(
      () => null,
    );
  }
}
