import type { MarketMood } from '../delta/market-mood.js';

export type TurningPlatform = 'delta' | 'linkedin';

/**
 * What happens at the platforms after somebody connected: a key is blocked, an authorization taken back, the market
 * rises. Kept in the memory of the process whose stand-ins it is about; a restart forgets it.
 */
export class OutsideWorld {
  /** Since when the market rises, in Unix seconds; null while it goes as it goes. */
  risingSince: number | null = null;
  private readonly turned = new Map<string, string>();

  /** @param clock what the market goes by */
  constructor(private readonly clock: { now(): Date | Promise<Date> }) {}

  async setMood(mood: MarketMood): Promise<void> {
    const now = Math.floor((await this.clock.now()).getTime() / 1000);
    this.risingSince = mood === 'rising' ? (this.risingSince ?? now) : null;
  }

  /** @param account a scenario with an ending of its own: `ok_trade-anna7` */
  turn(platform: TurningPlatform, account: string, scenario: string): void {
    this.turned.set(`${platform}:${account}`, scenario);
  }

  /** What the account has turned into, or undefined while it is what its name says. */
  turnedInto(platform: TurningPlatform, account: string): string | undefined {
    return this.turned.get(`${platform}:${account}`);
  }
}
