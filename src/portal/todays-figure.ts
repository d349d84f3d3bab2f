import { Injectable } from '@nestjs/common';
import { coin as ticker } from '../agents/types/trading.js';
import { isBeyond } from '../goals/runtimes/market/contract-figure.js';
import { ContractFigures } from '../goals/runtimes/market/contract-figures.js';
import { moneyText } from '../platform/money/money.js';
import type { Values } from './schema-form.js';

/** The whole page waits for it: what the exchange has not said by then is not known. */
const PATIENCE_MS = 1_500;

/** What one contract is worth today, beside the cap of a trade (runbook Step 9), in words for the customer. */
export type TodaysFigure =
  | {
      readonly coin: string;
      /** "₹8,330" */
      readonly worth: string;
      /** What it is worth that: "0.001 BTC × 98,000 USD × ₹85". */
      readonly because: string;
      /** The exchange's clock at the reading. */
      readonly at: Date;
      /** The cap, when one contract exceeds it: no trade is suggested while it does. */
      readonly beyond: string | null;
    }
  | { readonly coin: string; readonly unknown: string };

/** The panel's figure from the same source, for pages that work without scripts. */
@Injectable()
export class TodaysFigures {
  constructor(private readonly figures: ContractFigures) {}

  /**
   * @param settings as they are kept, or as they were typed
   * @returns null where no coin is set: an agent that does not trade
   */
  async of(settings: Values): Promise<TodaysFigure | null> {
    const { defaultCoin, maxNotional } = settings;
    const { data: coin } = ticker.safeParse(defaultCoin);
    if (coin === undefined) return null;
    const figure = await this.figures.of(coin, PATIENCE_MS);
    if (figure.contract === null) return { coin, unknown: figure.says };
    const { contract, contractValue, markPrice, inrRate, at } = figure;
    return {
      coin,
      worth: moneyText(contract),
      because: `${contractValue} ${coin} × ${priceText(markPrice)} USD × ₹${inrRate}`,
      at: new Date(at),
      beyond: isBeyond(contract, maxNotional) ? moneyText(maxNotional) : null,
    };
  }
}

/** The price as the exchange has it, grouped; that of a small coin differs far behind the point. */
const priceText = (price: string): string =>
  Number(price).toLocaleString('en-IN', { maximumFractionDigits: 20 });
