import type { OutsideWorld } from '../outside/outside-world.js';
import { startStandIn, type StandInServer } from '../http/stand-in-server.js';
import { accountReply, needsSignature } from './delta-account-routes.js';
import { admit, rateLimited } from './delta-gate.js';
import { marketReply, type MarketInstant } from './delta-market-routes.js';
import { BLOCKED_BY_CDN, type DeltaReply, type DeltaRequest, refusal } from './delta-reply.js';
import { RateWindow, unitsOf } from './rate-window.js';

export interface DeltaSandboxSettings {
  /** Checks signatures and counts the quota: the system clock outside tests. */
  clock: { now(): Date };
  /** Moves the market; `clock` unless given. */
  marketClock?: { now(): Date | Promise<Date> };
  /** What happens outside after somebody connected; nothing does unless given. */
  outside?: OutsideWorld;
  /** Any free port unless given. */
  port?: number;
  /** Units in five minutes for each caller; 10,000 unless given. */
  quota?: number;
}

export type DeltaSandbox = StandInServer;

/**
 * A stand-in for Delta Exchange on 127.0.0.1, as strict as the real one: user agent, quota, key, time window,
 * signature over the raw bytes, address, permission, schema. For the sandbox, training and tests only.
 */
export async function startDeltaSandbox(settings: DeltaSandboxSettings): Promise<DeltaSandbox> {
  const exchange = new Exchange(settings);
  return startStandIn((request) => exchange.reply(request), settings.port);
}

class Exchange {
  private readonly quota: RateWindow;

  constructor(private readonly settings: DeltaSandboxSettings) {
    this.quota = new RateWindow(settings.quota ?? 10_000);
  }

  async reply(request: DeltaRequest): Promise<DeltaReply> {
    if (!request.headers['user-agent']) return BLOCKED_BY_CDN;
    const nowMs = this.settings.clock.now().getTime();
    const caller = String(request.headers['api-key'] ?? request.remoteAddress);
    if (request.path === '/v2/rate_limits/quota') return this.quotaReply(caller, nowMs);
    const wait = this.quota.spend(caller, unitsOf(request.method, request.path), nowMs);
    if (wait !== null) return rateLimited(wait);
    if (needsSignature(request.path)) {
      const admission = admit(request, Math.floor(nowMs / 1000), this.settings.outside);
      return 'reply' in admission ? admission.reply : accountReply(admission.account, request);
    }
    const market = request.method === 'GET' ? marketReply(request, await this.market()) : null;
    return market ?? refusal(404, 'not_found');
  }

  private quotaReply(caller: string, nowMs: number): DeltaReply {
    const body = {
      current_quota: this.quota.left(caller, nowMs),
      remaining_time_in_milliseconds: this.quota.resetMs(nowMs),
    };
    return { status: 200, body };
  }

  private async market(): Promise<MarketInstant> {
    const clock = this.settings.marketClock ?? this.settings.clock;
    const now = (await clock.now()).getTime() / 1000;
    const serverTime = this.settings.clock.now().getTime() / 1000;
    return { now, serverTime, risingSince: this.settings.outside?.risingSince ?? null };
  }
}
