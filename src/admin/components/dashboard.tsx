import React from 'react';
import { Link } from 'react-router-dom';
import { useCurrentAdmin } from 'adminjs';

import type { DashboardList, DashboardTile, DashboardView } from '../panel-views.js';
import { Badge } from './badge.js';
import { panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** The first page after login: what needs a hand today. */
export default function Dashboard(): React.JSX.Element {
  const [admin] = useCurrentAdmin();
  const { data, problem } = useData<DashboardView>('dashboard');
  const name = (admin as unknown as { name?: string } | null)?.name ?? admin?.email ?? '';
  return (
    <div className="w-page">
      <header className="w-head">
        <div className="w-head-words">
          <h1>Hello{name ? `, ${name}` : ''}</h1>
          <p className="w-muted">What needs a hand today.</p>
        </div>
      </header>
      {problem && problem.status !== 404 ? <ProblemNote problem={problem} /> : null}
      {data ? <DashboardBody view={data} /> : problem?.status === 404 ? <Places /> : null}
    </div>
  );
}

function DashboardBody({ view }: { readonly view: DashboardView }): React.JSX.Element {
  return (
    <>
      <div className="w-tiles">
        {view.tiles.map((tile) => (
          <Tile key={tile.label} {...tile} />
        ))}
      </div>
      <div className="w-columns">
        {view.lists.map((list) => (
          <ItemList key={list.title} {...list} />
        ))}
      </div>
    </>
  );
}

function Tile({ label, value, note, href, tone = 'plain' }: DashboardTile): React.JSX.Element {
  const inside = (
    <>
      <span className="w-tile-label">{label}</span>
      <span className="w-tile-value">
        {typeof value === 'number' ? value.toLocaleString('en-IN') : value}
      </span>
      {note ? <span className="w-muted">{note}</span> : null}
    </>
  );
  const className = `w-card w-tile w-tile-${tone}`;
  return href ? (
    <Link className={className} to={href}>
      {inside}
    </Link>
  ) : (
    <div className={className}>{inside}</div>
  );
}

function ItemList({ title, href, empty, items }: DashboardList): React.JSX.Element {
  return (
    <section className="w-card">
      <h2 className="w-card-title">{href ? <Link to={href}>{title}</Link> : title}</h2>
      {items.length === 0 ? <p className="w-muted">{empty}</p> : null}
      <ul className="w-items">
        {items.map((item) => (
          <li key={item.href + item.text}>
            <div>
              <Link to={item.href}>{item.title}</Link>
              <p className="w-muted">{item.text}</p>
            </div>
            <div className="w-items-side">
              {item.state ? <Badge state={item.state} /> : null}
              {item.at ? <When at={item.at} /> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Before a dashboard's data is there for a role: its places. */
function Places(): React.JSX.Element {
  const { navigation, paths } = panel();
  const items = navigation.flatMap((section) => section.items).filter(({ href }) => href !== paths.root);
  return (
    <div className="w-tiles">
      {items.map(({ label, href }) => (
        <Link className="w-card w-tile" key={href} to={href}>
          <span className="w-tile-place">{label}</span>
        </Link>
      ))}
    </div>
  );
}
