import { MARKETING, TRADING, type AgentCase } from '../agent-case.js';
import type { Json } from '../rest.js';

/** How a week goes with an agent of a type: its goal's times, and what is tried in vain. Times are on the customer's wall. */
export interface WeekCase {
  readonly agent: AgentCase;
  /** Due times of the goal: what has come by 00:05, by 10:30 and by 18:30. */
  readonly midnight: readonly string[];
  readonly morning: readonly string[];
  readonly evening: readonly string[];
  /** What has come by the last morning, on which the trial ends. */
  readonly last: readonly string[];
  /** Another goal, which is triggered where a day has tasks left; null: the first one is. */
  readonly more: AgentCase['goal'] | null;
  /** What the agent may do outside a day, and how it is called in its settings. */
  readonly actions: { readonly field: string; readonly limit: number; readonly of: 'trade' | 'post' };
  /** Settings beyond the trial's bounds, each refused by name. */
  readonly beyond: readonly { readonly field: string; readonly value: unknown; readonly says: RegExp }[];
  /** An account that works, as the stand-in calls it without its ending, and what it turns into. */
  readonly account: { readonly works: string; readonly broken: string };
  /** Whether drafts made outside the agent's hours propose nothing. */
  readonly quietOutsideHours: boolean;
}

const settled = (agent: AgentCase, field: string, limit: number, parameters: Json): AgentCase => ({
  ...agent,
  settings: { ...agent.settings, [field]: limit },
  goal: { ...agent.goal, parameters, afterNotice: true },
});

/** Two of what a day may bring three of, so that the limit is reached. */
const LIMIT = 2;

const TRADING_WEEK: WeekCase = {
  agent: settled(TRADING, 'dailyTradeLimit', LIMIT, {}),
  midnight: ['00:00'],
  morning: ['06:00'],
  evening: ['12:00', '18:00'],
  last: ['00:00', '06:00'],
  more: null,
  actions: { field: 'dailyTradeLimit', limit: LIMIT, of: 'trade' },
  beyond: [
    { field: 'maxUnitsPerOrder', value: 2, says: /at most 1/ },
    { field: 'maxNotional', value: { amount: 1_000_100, currency: 'INR' }, says: /at most ₹10,000/ },
    { field: 'dailyTradeLimit', value: 6, says: /at most 5/ },
  ],
  account: { works: 'ok_trade', broken: 'ip_blocked' },
  quietOutsideHours: true,
};

const MARKETING_WEEK: WeekCase = {
  agent: settled(MARKETING, 'maxPostsPerDay', LIMIT, {
    frequency: { kind: 'cron', expression: '0 9,12,15 * * *' },
  }),
  midnight: [],
  morning: ['09:00'],
  evening: ['12:00', '15:00'],
  last: ['09:00', '09:30'],
  more: {
    template: 'content_calendar',
    name: 'Weekly Content Calendar',
    parameters: {
      frequency: { kind: 'weekly', day: 'thu', at: '09:30' },
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      posts: 12,
      hashtagCount: 5,
    },
    shows: /#\w/,
  },
  actions: { field: 'maxPostsPerDay', limit: LIMIT, of: 'post' },
  beyond: [
    { field: 'maxPostsPerDay', value: 4, says: /at most 3/ },
    { field: 'postingHours', value: { start: '08:00', end: '18:00' }, says: /within 09:00–18:00/ },
  ],
  account: { works: 'ok_admin', broken: 'revoked' },
  quietOutsideHours: false,
};

export const WEEK_CASES: Readonly<Record<AgentCase['type'], WeekCase>> = {
  trading: TRADING_WEEK,
  marketing: MARKETING_WEEK,
};
