import { z } from 'zod';

import { trading, tradingSettings } from '../../../agents/types/trading.js';

const { defaultCoin, maxUnitsPerOrder, maxNotional } = tradingSettings.shape;

/** The limits shown beside the API key (runbook, Step 7): the same fields as the trading agent's. */
export const deltaConnectSettings = z.strictObject({ defaultCoin, maxUnitsPerOrder, maxNotional });

/** A conservative start. */
export const deltaConnectDefaults: z.infer<typeof deltaConnectSettings> = {
  defaultCoin: trading.defaults.defaultCoin,
  maxUnitsPerOrder: trading.defaults.maxUnitsPerOrder,
  maxNotional: trading.defaults.maxNotional,
};
