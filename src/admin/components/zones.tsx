import React, { createContext, useContext } from 'react';

import { readerZone, renamed } from './when.js';

/** IANA zone of the customer whom a page or form is about; null where there is none. */
export const CustomerZone = createContext<string | null>(null);

/** Under an input for an instant: whose clock it is typed by, and what the customer's clock shows then. */
export function ZoneHelp({ instant }: { readonly instant: string | null }): React.JSX.Element {
  const zone = useContext(CustomerZone);
  const own = readerZone();
  if (zone === null || (renamed[zone] ?? zone) === own)
    return (
      <p className="w-help">{`In your time zone, ${own}${zone === null ? '' : ", which is the customer's too"}.`}</p>
    );
  return (
    <p className="w-help">
      In your time zone, {own}.{' '}
      {instant === null ? (
        <>The customer&rsquo;s is {zone}.</>
      ) : (
        <>
          For the customer {wall(instant, zone)} ({zone}).
        </>
      )}
    </p>
  );
}

const wall = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleString('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
