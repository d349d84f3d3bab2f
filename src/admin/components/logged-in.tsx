import React from 'react';
import type { LoggedInProps } from 'adminjs';

import { stateWords } from './badge.js';

interface Session {
  readonly email: string;
  readonly name?: string;
  readonly role?: string;
}

/** Who is working here, and the way out: a POST, so that no link or picture elsewhere can log anyone out. */
export default function LoggedIn({ session, paths }: LoggedInProps): React.JSX.Element {
  const { email, name, role } = session as unknown as Session;
  return (
    <details className="w-me">
      <summary>
        <span className="w-me-mark" aria-hidden="true">
          {(name ?? email).slice(0, 1).toUpperCase()}
        </span>
        <span className="w-me-name">{name ?? email}</span>
        {role ? <span className="w-me-role">{stateWords(role)}</span> : null}
      </summary>
      <div className="w-me-menu">
        <p>{email}</p>
        <form method="post" action={paths.logoutPath}>
          <button type="submit" className="w-button">
            Log out
          </button>
        </form>
      </div>
    </details>
  );
}
