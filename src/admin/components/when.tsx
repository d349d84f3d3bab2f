import React, { useEffect, useState } from 'react';

import { businessNow } from './panel-global.js';

const exact: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'long' };
const short: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

/** Browsers still say the old name of some zones. */
export const renamed: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The reader's own zone: "Asia/Kolkata". */
export function readerZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return renamed[zone] ?? zone;
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 hours ago", "in 2 days"; under a minute "just now". */
export function relative(from: number, to: number): string {
  const seconds = Math.round((from - to) / 1000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step ? format.format(Math.trunc(seconds / step[1]), step[0]) : 'just now';
}

/** How long from one instant to the next: "5 min", "3 h", "2 days"; whole units, rounded down. */
export function age(from: number, to: number): string {
  const minutes = Math.floor(Math.max(0, to - from) / 60_000);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day' : `${days} days`;
}

/** How long ago an instant is; the exact moment, with its zone, on hover. */
export function Age({ at }: { readonly at: string }): React.JSX.Element {
  const now = useMinutes(true);
  const instant = new Date(at);
  const title = `${instant.toLocaleString('en-GB', exact)} (${readerZone()})`;
  return (
    <time className="w-when" dateTime={instant.toISOString()} title={title}>
      {age(instant.getTime(), now)}
    </time>
  );
}

/** The business clock, kept fresh where it is asked for. */
function useMinutes(isFresh: boolean): number {
  const [now, setNow] = useState(businessNow);
  useEffect(() => {
    if (!isFresh) return undefined;
    const timer = window.setInterval(() => setNow(businessNow()), 30_000);
    return () => window.clearInterval(timer);
  }, [isFresh]);
  return now;
}

export interface WhenProps {
  /** An instant, ISO 8601. */
  readonly at: string;
  /** Adds "3 hours ago", kept fresh. */
  readonly ago?: boolean;
  /** Another zone than the reader's, for instance the customer's; its name is then shown. */
  readonly zone?: string;
}

/** An instant in the reader's zone; the exact moment, with its zone, on hover. */
export function When({ at, ago = false, zone }: WhenProps): React.JSX.Element {
  const instant = new Date(at);
  const now = useMinutes(ago);
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>;
  const where = zone ? { timeZone: zone } : {};
  const text = instant.toLocaleString('en-GB', { ...short, ...where });
  const title = `${instant.toLocaleString('en-GB', { ...exact, ...where })} (${zone ?? readerZone()})`;
  return (
    <time className="w-when" dateTime={instant.toISOString()} title={title}>
      {text}
      {zone ? <span className="w-muted"> {zone}</span> : null}
      {ago ? <span className="w-muted"> · {relative(instant.getTime(), now)}</span> : null}
    </time>
  );
}
