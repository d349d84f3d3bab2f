import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { BasePropertyComponent, type ActionProps, type RecordJSON, type ResourceJSON } from 'adminjs';

import type { PageMeta, TabMeta } from './column-meta.js';
import { isOpen } from './panel-global.js';
import { Menu } from './menu.js';
import { useFreshRecord } from './use-fresh-record.js';
import { RelatedList } from './related-list.js';

declare const AdminJS: { UserComponents: Record<string, React.FC<{ record: RecordJSON }>> };

const IN_ROW = 9;

/** A record's page: its own parts first (a customer's Runbook), then details and what belongs to it. */
export default function RecordPage({
  action,
  resource,
  record: loaded,
}: ActionProps): React.JSX.Element | null {
  const record = useFreshRecord(resource.id, loaded);
  const meta = action.custom as unknown as PageMeta;
  const [search, setSearch] = useSearchParams();
  if (!record) return null;
  const tabs = meta.tabs.filter((tab) => !('list' in tab) || isOpen(tab.list));
  const current = tabs.find(({ id }) => id === search.get('part')) ?? tabs[0];
  const choose = (id: string): void => setSearch(id === tabs[0]?.id ? {} : { part: id });
  return (
    <div className="w-record">
      {tabs.length > 1 ? <Tabs {...{ tabs, choose }} current={current?.id} /> : null}
      <div role="tabpanel" aria-label={current?.title}>
        {current ? <Part tab={current} resource={resource} record={record} /> : null}
      </div>
    </div>
  );
}

interface TabsProps {
  readonly tabs: readonly TabMeta[];
  readonly current: string | undefined;
  readonly choose: (id: string) => void;
}

/** As many tabs as fit beside each other; the others are one press further, and the chosen one is seen there too. */
function Tabs({ tabs, current, choose }: TabsProps): React.JSX.Element {
  const first = tabs.length > IN_ROW + 1 ? tabs.slice(0, IN_ROW) : tabs;
  const others = tabs.slice(first.length);
  const hidden = others.find(({ id }) => id === current);
  const tab = ({ id, title }: TabMeta, chosen: () => void): React.JSX.Element => (
    <button
      type="button"
      role="tab"
      key={id}
      aria-selected={id === current}
      onClick={() => {
        chosen();
        choose(id);
      }}
    >
      {title}
    </button>
  );
  return (
    <div className="w-tabs" role="tablist">
      {first.map((one) => tab(one, nothing))}
      {others.length > 0 ? (
        <Menu label={hidden?.title ?? 'More'} className={hidden ? 'w-tab-hidden' : undefined}>
          {(close) => others.map((one) => tab(one, close))}
        </Menu>
      ) : null}
    </div>
  );
}

const nothing = (): void => undefined;

interface PartProps {
  readonly tab: TabMeta;
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
}

function Part({ tab, resource, record }: PartProps): React.JSX.Element {
  if ('list' in tab) {
    const of = { list: resource.id, id: String(record.id) };
    return <RelatedList key={tab.id} list={tab.list} by={tab.by} of={of} creates={tab.creates} />;
  }
  if (tab.component === 'Details') return <Details resource={resource} record={record} />;
  const Component = AdminJS.UserComponents[tab.component];
  return Component ? (
    <Component key={tab.id} record={record} />
  ) : (
    <Details resource={resource} record={record} />
  );
}

function Details({ resource, record }: Omit<PartProps, 'tab'>): React.JSX.Element {
  return (
    <div className="w-card w-details">
      {resource.showProperties.map((property) => (
        <BasePropertyComponent
          key={property.propertyPath}
          where="show"
          property={property}
          resource={resource}
          record={record}
        />
      ))}
    </div>
  );
}
