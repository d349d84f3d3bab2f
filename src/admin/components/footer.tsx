import React from 'react';

import { panel } from './panel-global.js';

/** Whom to ask, on every page; the words come from the settings. */
export default function Footer(): React.JSX.Element | null {
  const { support } = panel();
  return support ? (
    <footer className="w-foot">
      <p>Questions or issues? {support}</p>
    </footer>
  ) : null;
}
