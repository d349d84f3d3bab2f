import { isMoney, type Money } from '../../../platform/money/money.js';

/** What one contract of a coin is worth in rupees now. Nothing of a server in here, so that pages may import it. */
export type ContractFigure =
  | {
      readonly coin: string;
      readonly contract: Money;
      /** Decimal texts, as the exchange has them: coin a contract, USD a coin, rupees a USD. */
      readonly contractValue: string;
      readonly markPrice: string;
      readonly inrRate: string;
      /** The exchange's clock at the reading, ISO 8601. */
      readonly at: string;
    }
  /** Why it is not known, for who reads the page. */
  | { readonly coin: string; readonly contract: null; readonly says: string };

/** Whether one contract exceeds the cap of a trade, so that none can be suggested; not, of what is no cap. */
export const isBeyond = (contract: Money, cap: unknown): cap is Money =>
  isMoney(cap) && contract.amount > cap.amount;
