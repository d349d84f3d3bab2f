import Handlebars, { type HelperDelegate } from 'handlebars';
import { styleOf } from './mail-styles.js';
import { longDay, longTime } from './zoned-times.js';

const { SafeString, escapeExpression } = Handlebars;

/** Schemes a link in a mail may have. */
const linkable = /^(https?:\/\/|mailto:|tel:)/i;
/** What the stored copy shows in place of a secret, `[link]`. */
const placeholder = /^\[[a-z ]+\]$/;

/** A style attribute by name: `<p {{css 'p'}}>`. */
const css = (name: string) => new SafeString(`style="${styleOf(name)}"`);

/** An href attribute. In the stored copy, where the address was taken out, nothing that can be followed. */
function href(address: string): Handlebars.SafeString {
  if (placeholder.test(address)) return new SafeString(`data-instead="${escapeExpression(address)}"`);
  if (!linkable.test(address))
    throw new Error('A mail may link to http, https, mailto and tel addresses only');
  return new SafeString(`href="${escapeExpression(address)}"`);
}

/** `a, b and c` */
const listOf = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const formatNumber = (value: number) => value.toLocaleString('en-US');
const eq = (one: unknown, other: unknown) => one === other;
const tel = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`;
const mailto = (address: string) => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
const plural = (count: number, one: string, many: string) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

/** `72 hours`, `30 days`: days only where hours would have to be worked out. */
const period = (hours: number) =>
  hours > 96 && hours % 24 === 0 ? plural(hours / 24, 'day', 'days') : plural(hours, 'hour', 'hours');

/**
 * Everything a mail view may call. A helper hides a field of the same name, so none is called like one.
 * Handlebars passes its own options last, which none of these reads.
 */
export const mailHelpers = {
  css,
  href,
  listOf,
  formatNumber,
  eq,
  tel,
  mailto,
  plural,
  period,
  atTime: longTime,
  onDay: longDay,
} as unknown as Readonly<Record<string, HelperDelegate>>;
