const WINDOW_MS = 300_000;

/** The exchange's quota: units in a fixed window of five minutes, per caller. */
export class RateWindow {
  private readonly spent = new Map<string, { window: number; units: number }>();

  constructor(private readonly quota: number) {}

  /** Spends units and returns null, or the milliseconds until the window starts anew. */
  spend(caller: string, units: number, nowMs: number): number | null {
    const window = Math.floor(nowMs / WINDOW_MS);
    const entry = this.spent.get(caller);
    const used = entry?.window === window ? entry.units : 0;
    if (used + units > this.quota) return this.resetMs(nowMs);
    this.spent.set(caller, { window, units: used + units });
    return null;
  }

  left(caller: string, nowMs: number): number {
    const entry = this.spent.get(caller);
    return this.quota - (entry?.window === Math.floor(nowMs / WINDOW_MS) ? entry.units : 0);
  }

  resetMs(nowMs: number): number {
    return WINDOW_MS - (nowMs % WINDOW_MS);
  }
}

/** Units a call costs (providers.md 1.6). */
export function unitsOf(method: string, path: string): number {
  if (path === '/v2/orders' && method !== 'GET') return 5;
  return /^\/v2\/(products|tickers|l2orderbook|history\/candles|orders|positions|wallet)/.test(path) ? 3 : 1;
}
