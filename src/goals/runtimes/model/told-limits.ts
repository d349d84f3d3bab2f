import { windowText } from '../../../agents/time-window.js';
import { rupees } from '../../../agents/types/notional.js';
import type { RunAgent } from '../agent-runtime.js';

/** The limits a person set for the agent, as a model is told them: data, never rules of ours. */
export function toldLimits({ type, settings }: RunAgent, zone: string): Readonly<Record<string, string>> {
  if (type === 'marketing') {
    const { postingHours, maxPostsPerDay } = settings;
    return { postingHours: `${windowText(postingHours)} ${zone}`, postsADay: `max ${maxPostsPerDay}` };
  }
  const { maxUnitsPerOrder, maxNotional, allowedCoins, dailyTradeLimit, tradingHours } = settings;
  return {
    order: `max ${maxUnitsPerOrder} contracts, max ${rupees(maxNotional.amount)}`,
    coins: allowedCoins.join(', '),
    tradesADay: `max ${dailyTradeLimit}`,
    tradingHours: `${windowText(tradingHours)} ${zone}`,
  };
}
