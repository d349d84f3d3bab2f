import { z } from 'zod';
import { money } from '../platform/money/money-input.js';

/** In minor units: more than any plan costs a month. */
const MAX = 1_000_000_000;

export const HIRE_CURRENCIES = ['INR', 'USD', 'EUR', 'GBP', 'AED', 'SGD'] as const;
export type HireCurrency = (typeof HIRE_CURRENCIES)[number];

const EURO = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');
const OWN: Readonly<Record<string, HireCurrency>> = { IN: 'INR', GB: 'GBP', AE: 'AED', SG: 'SGD' };

/** The currency a customer of this country (ISO 3166-1) is billed in, unless told otherwise. */
export const currencyOf = (country: string): HireCurrency =>
  EURO.includes(country) ? 'EUR' : (OWN[country] ?? 'USD');

export const priceIn = (currency: HireCurrency) => money(currency, { max: MAX });

/** An agreed price a month: whole minor units with their currency. */
export const hirePrice = z
  .discriminatedUnion('currency', [
    priceIn('INR'),
    priceIn('USD'),
    priceIn('EUR'),
    priceIn('GBP'),
    priceIn('AED'),
    priceIn('SGD'),
  ])
  .meta({ title: 'Price a month' });
