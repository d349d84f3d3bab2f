import Handlebars from 'handlebars';
import { DateTime } from 'luxon';
import { isZone, wallText } from '../time/wall-clock.js';

const asDate = (value: unknown): DateTime =>
  value instanceof Date
    ? DateTime.fromJSDate(value, { zone: 'utc' })
    : DateTime.fromISO(String(value), { zone: 'utc' });

/** What views may call. Nothing here returns HTML but `lines` and `code`, which escape what they are given. */
export const pageHelpers = {
  /** `{{when startsAt zone}}`: "Thu 12 Feb 2026, 10:00 (Asia/Kolkata)". */
  when(value: unknown, zone: string): string {
    const at = asDate(value);
    return at.isValid && isZone(zone) ? wallText(at.toJSDate(), zone) : '';
  },
  /** ISO instant for `<time datetime>`. */
  iso: (value: unknown): string => asDate(value).toISO() ?? '',
  more: (left: number, right: number): boolean => left > right,
  or: (left: unknown, right: unknown): boolean => Boolean(left) || Boolean(right),
  eq: (left: unknown, right: unknown): boolean => left === right,
  /** What a refusal says of a field: of itself, or of a part of it that has no input of its own. */
  wrongAt(wrong: Readonly<Record<string, string>> | undefined, path: string): string | undefined {
    const found = Object.entries(wrong ?? {}).find(
      ([field]) => field === path || field.startsWith(`${path}.`),
    );
    return found?.[1];
  },
  /** Text in which `words between backticks` are code. */
  code: (text: string | undefined): Handlebars.SafeString =>
    new Handlebars.SafeString(
      Handlebars.escapeExpression(text ?? '').replaceAll(/&#x60;([^&]+)&#x60;/g, '<code>$1</code>'),
    ),
  /** Text with its line breaks kept. */
  lines: (text: string | undefined): Handlebars.SafeString =>
    new Handlebars.SafeString(Handlebars.escapeExpression(text ?? '').replaceAll('\n', '<br>')),
};
