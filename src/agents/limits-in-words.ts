import { isMoney, moneyText } from '../platform/money/money.js';

/** No zod here, so that pages may load it: values come as they were typed, and may be of any kind. */
type Values = Readonly<Record<string, unknown>>;

/**
 * The risk limits of a trading agent as they are read back before they are saved (runbook Step 9: "Critical -
 * guide carefully"). Empty for settings that hold none: an agent that trades nothing has nothing to confirm.
 * @param zone IANA zone of the customer, whose clock the hours are of
 */
export function limitsInWords(settings: Values, zone: string | null): string[] {
  if (settings['maxUnitsPerOrder'] === undefined) return [];
  const { maxUnitsPerOrder, maxNotional, allowedCoins, dailyTradeLimit, tradingHours, approveEveryTrade } =
    settings;
  return [
    `At most ${counted(maxUnitsPerOrder, 'contract')} an order`,
    `At most ${isMoney(maxNotional) ? moneyText(maxNotional) : said(maxNotional)} a trade`,
    `${Array.isArray(allowedCoins) ? allowedCoins.map(said).join(', ') : said(allowedCoins)} only`,
    `At most ${counted(dailyTradeLimit, 'trade')} a day`,
    `Trades from ${hoursInWords(tradingHours)} in ${zone ?? 'the customer’s time zone'}`,
    approveEveryTrade === true ? 'Each trade approved by you' : 'Trades are not approved one by one',
  ];
}

/** One sentence of them, as it is read out. */
export const readBack = (settings: Values, zone: string | null): string => {
  const [first = '', ...others] = limitsInWords(settings, zone);
  return [
    first,
    ...others.map((limit) => limit.replace(/^(At|Each|Trades)/, (word) => word.toLowerCase())),
  ].join(', ');
};

/** `09:00–21:00`, or `22:00–06:00 (over midnight)`. */
export function hoursInWords(window: unknown): string {
  const { start, end } = (typeof window === 'object' && window !== null ? window : {}) as Values;
  if (typeof start !== 'string' || typeof end !== 'string') return said(window);
  return `${start}–${end}${end < start ? ' (over midnight)' : ''}`;
}

const counted = (count: unknown, word: string): string => `${said(count)} ${count === 1 ? word : `${word}s`}`;

const said = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '—');
