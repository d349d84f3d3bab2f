import { moneyText } from '../../platform/money/money.js';

/**
 * Rupee value of an order: contracts × contract value × mark price × the platform's INR rate
 * (design 5.5, provider notes 1.7). All but the number of contracts are decimal texts, as the exchange
 * sends them, so nothing is lost to binary fractions.
 * @returns whole paise, rounded up: a cap is never passed by rounding.
 * @throws RangeError when a text is no decimal number.
 */
export function notionalPaise(
  contracts: number,
  price: { contractValue: string; markPrice: string; inrRate: string },
): number {
  const factors = [String(contracts), price.contractValue, price.markPrice, price.inrRate].map(parseDecimal);
  const units = factors.reduce((product, factor) => product * factor.units, 1n) * 100n;
  const scale = factors.reduce((sum, factor) => sum + factor.scale, 0);
  const one = 10n ** BigInt(scale);
  return Number((units + one - 1n) / one);
}

/** `₹10,000` or `₹10,200.50`, grouped as in India. Takes paise. */
export const rupees = (paise: number): string => moneyText({ amount: paise, currency: 'INR' });

/** `$72,058.52`: a decimal text in US dollars as the exchange has it, grouped, nothing rounded. */
export function dollars(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = BigInt(whole).toLocaleString('en-US');
  return `$${grouped}${fraction === undefined || /^0*$/.test(fraction) ? '' : `.${fraction}`}`;
}

/** Coins in an order, as a decimal text without loss: 3 contracts of `0.001` are `0.003`. */
export function coinAmount(contracts: number, contractValue: string): string {
  const { units, scale } = parseDecimal(contractValue);
  const digits = String(units * BigInt(contracts)).padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
}

function parseDecimal(text: string): { units: bigint; scale: number } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a decimal number`);
  const fraction = match[2] ?? '';
  return { units: BigInt(`${match[1]}${fraction}`), scale: fraction.length };
}
