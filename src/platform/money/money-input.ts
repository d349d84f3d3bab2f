import { z } from 'zod';
import { moneyText } from './money.js';

/**
 * An amount in a command's input: whole minor units with their currency. Its JSON Schema carries
 * `widget: 'money'` and the currency, by which forms show and take it in major units.
 */
export function money<const C extends string>(currency: C, { max }: { readonly max: number }) {
  const text = (amount: number): string => moneyText({ amount, currency });
  return z
    .strictObject(
      {
        amount: z
          .int('must be a whole number of minor units (₹1 is 100)')
          .min(1, `must be more than ${text(0)}`)
          .max(max, `must be at most ${text(max)}`)
          .meta({ description: `In minor units: 1000000 is ${text(1_000_000)}.` }),
        currency: z.literal(currency, `must be ${currency}`),
      },
      {
        error: ({ code }) =>
          code === 'invalid_type'
            ? `must be an amount such as ${text(1_000_000)} or ${text(1_000_050)}`
            : null,
      },
    )
    .meta({ widget: 'money', currency });
}
