import { Inject, Injectable } from '@nestjs/common';
import { notionalPaise } from '../../../agents/types/notional.js';
import { RunFailedError } from '../agent-runtime.js';
import type { ContractFigure } from './contract-figure.js';
import { MARKET_DATA, type MarketData } from './market-data.js';

/** Somebody waits at a form: what does not come by then is not known. */
const PATIENCE_MS = 5_000;

/** Today's figure beside the cap of a trade (design 5.5): contract value × mark price × INR rate. */
@Injectable()
export class ContractFigures {
  constructor(@Inject(MARKET_DATA) private readonly market: MarketData) {}

  /**
   * Never throws for an exchange that does not answer, or lists no such coin: it says so.
   * @param patience milliseconds after which an answer comes too late
   */
  async of(coin: string, patience = PATIENCE_MS): Promise<ContractFigure> {
    const signal = AbortSignal.timeout(patience);
    try {
      const [{ contractValue }, { markPrice, at }] = await Promise.all([
        this.market.product(coin, signal),
        this.market.ticker(coin, signal),
      ]);
      const inrRate = this.market.inrRate();
      const amount = notionalPaise(1, { contractValue, markPrice, inrRate });
      const contract = { amount, currency: 'INR' };
      return { coin, contract, contractValue, markPrice, inrRate, at: at.toISOString() };
    } catch (error) {
      if (error instanceof RunFailedError) return { coin, contract: null, says: error.message };
      throw error;
    }
  }
}
