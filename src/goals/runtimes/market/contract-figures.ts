import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { notionalPaise } from '../../../agents/types/notional.js';
import { SystemClock } from '../../../platform/clocks/system-clock.js';
import { RunFailedError } from '../agent-runtime.js';
import type { ContractFigure } from './contract-figure.js';
import { MARKET_DATA, type MarketData } from './market-data.js';

/** Somebody waits at a form: what does not come by then is not known. */
const PATIENCE_MS = 5_000;
/** A page that is loaded again and again asks the exchange no more often than this. */
const FRESH_MS = 10_000;
/** Far more coins than are traded. */
const COINS = 100;

type KnownFigure = Extract<ContractFigure, { contractValue: string }>;

/** Today's figure beside the cap of a trade (design 5.5): contract value × mark price × INR rate. */
@Injectable()
export class ContractFigures {
  /** By coin; whoever asks while the exchange is asked waits for the same answer, and no failure is kept. */
  private readonly known: LRUCache<string, KnownFigure>;

  constructor(
    @Inject(MARKET_DATA) private readonly market: MarketData,
    clock: SystemClock,
  ) {
    this.known = new LRUCache({
      max: COINS,
      ttl: FRESH_MS,
      ttlResolution: 0,
      // Whoever asked waits for the answer, also where more coins than are kept were asked for meanwhile.
      ignoreFetchAbort: true,
      perf: { now: () => clock.now().getTime() },
      fetchMethod: (coin) => this.ask(coin),
    });
  }

  /**
   * Never throws for an exchange that does not answer, or lists no such coin: it says so.
   * @param patience milliseconds after which an answer comes too late for this asker
   */
  async of(coin: string, patience = PATIENCE_MS): Promise<ContractFigure> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => {
      const words = `${this.market.exchange} could not be read (timeout).`;
      timer = setTimeout(() => fail(new RunFailedError('unreachable', words)), patience);
    });
    try {
      return await Promise.race([this.known.forceFetch(coin), late]);
    } catch (error) {
      if (error instanceof RunFailedError) return { coin, contract: null, says: error.message };
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(coin: string): Promise<KnownFigure> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const [{ contractValue }, { markPrice, at }] = await Promise.all([
      this.market.product(coin, signal),
      this.market.ticker(coin, signal),
    ]);
    const inrRate = this.market.inrRate();
    const amount = notionalPaise(1, { contractValue, markPrice, inrRate });
    return {
      ...{ coin, contract: { amount, currency: 'INR' } },
      ...{ contractValue, markPrice, inrRate, at: at.toISOString() },
    };
  }
}
