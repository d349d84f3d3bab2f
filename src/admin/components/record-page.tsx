import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { BasePropertyComponent, type ActionProps, type RecordJSON, type ResourceJSON } from 'adminjs';

import type { PageMeta, TabMeta } from './column-meta.js';
import { isOpen } from './panel-global.js';
import { useFreshRecord } from './use-fresh-record.js';
import { RelatedList } from './related-list.js';

declare const AdminJS: { UserComponents: Record<string, React.FC<{ record: RecordJSON }>> };

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
      {tabs.length > 1 ? (
        <div className="w-tabs" role="tablist">
          {tabs.map(({ id, title }) => (
            <button
              type="button"
              role="tab"
              key={id}
              aria-selected={id === current?.id}
              onClick={() => choose(id)}
            >
              {title}
            </button>
          ))}
        </div>
      ) : null}
      <div role="tabpanel" aria-label={current?.title}>
        {current ? <Part tab={current} resource={resource} record={record} /> : null}
      </div>
    </div>
  );
}

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
