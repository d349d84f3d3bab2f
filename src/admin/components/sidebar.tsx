import React from 'react';
import { NavLink } from 'react-router-dom';
import { Icon } from '@adminjs/design-system';

import { panel, type NavigationItem } from './panel-global.js';

/** The runbook's words, in the runbook's order. */
export default function Sidebar({ isVisible }: { readonly isVisible: boolean }): React.JSX.Element {
  const { navigation, logo, paths } = panel();
  return (
    <aside className={isVisible ? 'w-side w-side-open' : 'w-side'} data-css="sidebar">
      <NavLink className="w-brand" to={paths.root} end>
        <img src={logo} alt="WAOOAW Onboarding" width="176" height="36" />
      </NavLink>
      <nav aria-label="Main">
        {navigation.map(({ title, items }) => (
          <div className="w-side-section" key={title ?? ''}>
            {title ? <h2>{title}</h2> : null}
            {items.map((item) => (
              <SideLink key={item.href} {...item} />
            ))}
          </div>
        ))}
      </nav>
    </aside>
  );
}

function SideLink({ label, href, icon }: NavigationItem): React.JSX.Element {
  return (
    <NavLink
      className={({ isActive }) => (isActive ? 'w-side-link w-side-here' : 'w-side-link')}
      to={href}
      end={href === panel().paths.root}
    >
      <Icon icon={icon as 'Users'} size={16} />
      {label}
    </NavLink>
  );
}
