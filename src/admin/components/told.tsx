import React from 'react';

import { When } from './when.js';

/** An instant with its offset, as entries and refusals write it (RFC 3339). */
const INSTANT = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))/;

/** A text in which instants are shown as the reader's clock has them. */
export function Told({ text }: { readonly text: string }): React.JSX.Element {
  // The pattern's group keeps what it splits by: every second part is an instant.
  const parts = text.split(INSTANT);
  return (
    <>
      {parts.map((part, at) =>
        at % 2 === 1 ? <When key={at} at={part} /> : <React.Fragment key={at}>{part}</React.Fragment>,
      )}
    </>
  );
}
