import React from 'react';
import { LoggedIn, useCurrentAdmin } from 'adminjs';

import { OpenDialogs } from './open-dialogs.js';
import { panel } from './panel-global.js';
import { useSandboxClock } from './sandbox-clock.js';

export default function TopBar({ toggleSidebar }: { readonly toggleSidebar: () => void }): React.JSX.Element {
  const [admin] = useCurrentAdmin();
  useSandboxClock();
  return (
    <>
      <div className="w-top" data-css="topbar">
        <button type="button" className="w-icon-button w-menu" aria-label="Menu" onClick={toggleSidebar}>
          ☰
        </button>
        <span className="w-top-space" />
        {admin ? <LoggedIn session={admin} paths={{ logoutPath: panel().paths.logout }} /> : null}
      </div>
      <OpenDialogs />
    </>
  );
}
