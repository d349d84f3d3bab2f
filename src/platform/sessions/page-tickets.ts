import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../clocks/system-clock.js';
import { loadKeyRing } from '../vault/load-key-ring.js';
import { sessionSecrets } from './session-secrets.js';

const HOUR = 3_600_000;

/**
 * Addresses of pages that only their reader may see, without a login: an id with an end and a signature.
 * A ticket shows; it changes nothing by itself.
 */
@Injectable()
export class PageTickets {
  private readonly secrets: string[];

  constructor(
    config: AppConfig,
    private readonly clock: SystemClock,
  ) {
    this.secrets = sessionSecrets(loadKeyRing(config));
  }

  /** @param page the page it opens: a ticket of one page opens no other */
  issue(page: string, id: string, hours: number): string {
    const body = `${id}.${this.clock.in(hours * HOUR).getTime()}`;
    return `${body}.${this.mac(this.secrets[0] ?? '', page, body)}`;
  }

  /** The id, or undefined for a ticket that is over, of another page, or not ours. */
  open(page: string, ticket: unknown): string | undefined {
    if (typeof ticket !== 'string') return undefined;
    const [id = '', end = '', mac = ''] = ticket.split('.');
    const ours = this.secrets.some((secret) => equal(this.mac(secret, page, `${id}.${end}`), mac));
    return ours && Number(end) > this.clock.now().getTime() ? id : undefined;
  }

  private mac(secret: string, page: string, body: string): string {
    return createHmac('sha256', secret).update(`ticket/${page}/${body}`).digest('base64url');
  }
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
