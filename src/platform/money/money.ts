/**
 * Amounts of money between people and programs. Programs hold whole minor units (paise) with their currency;
 * people read and write major units: `₹10,000`, `10000.50`. No zod here, so that pages may load it.
 */
export interface Money {
  /** Whole minor units: 1,000,000 paise are ₹10,000. */
  readonly amount: number;
  /** ISO 4217, such as `INR`. */
  readonly currency: string;
}

/** Whether a value of unknown origin is an amount of money and nothing else. */
export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false;
  const { amount, currency } = value as Partial<Record<keyof Money, unknown>>;
  return Number.isSafeInteger(amount) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
}

/** `₹10,000` or `₹10,200.50`: minor units only where there are any, rupees grouped as in India. */
export function moneyText({ amount, currency }: Money): string {
  return `${amount < 0 ? '-' : ''}${moneySign(currency)}${moneyDigits({ amount, currency })}`;
}

/** The amount as {@link moneyText} has it, without sign. */
export function moneyDigits({ amount, currency }: Money): string {
  const places = placesOf(currency);
  const digits = String(Math.abs(amount)).padStart(places + 1, '0');
  const cut = digits.length - places;
  const fraction = digits.slice(cut);
  const whole = Number(digits.slice(0, cut)).toLocaleString(currency === 'INR' ? 'en-IN' : 'en-US');
  return /^0*$/.test(fraction) ? whole : `${whole}.${fraction}`;
}

/** `₹` of `INR`. */
export function moneySign(currency: string): string {
  const parts = formatOf(currency).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

const GROUPED = /^\d{1,3}(?:,\d{2,3})*,\d{3}$|^\d+$/;

/**
 * What a person typed, in minor units and exactly; null when it is no amount of this currency.
 * Reads `10000`, `10,000`, `1,00,000`, `₹ 10,000.50` and `INR 5`; refuses `10,00`, `1e4`, `-5` and `0.005`.
 */
export function parseMoney(typed: string, currency: string): number | null {
  const bare = [moneySign(currency), currency].reduce(
    (text, mark) => (text.startsWith(mark) ? text.slice(mark.length).trimStart() : text),
    typed.trim(),
  );
  const [whole = '', fraction, ...more] = bare.split('.');
  const places = placesOf(currency);
  if (!GROUPED.test(whole) || more.length > 0) return null;
  if (fraction !== undefined && !(/^\d+$/.test(fraction) && fraction.length <= places)) return null;
  const minor = Number(whole.replaceAll(',', '') + (fraction ?? '').padEnd(places, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  const kept = formats.get(currency);
  if (kept) return kept;
  const made = new Intl.NumberFormat('en-IN', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  formats.set(currency, made);
  return made;
}

const placesOf = (currency: string): number =>
  formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
