import React from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RecordsTableProps } from 'adminjs';

import { metaOf } from './column-meta.js';
import { TickAll, type Ticks } from './row-ticks.js';

export interface RecordsHeadProps {
  readonly resource: RecordsTableProps['resource'];
  readonly sortBy: RecordsTableProps['sortBy'] | undefined;
  readonly direction: RecordsTableProps['direction'] | undefined;
  /** Null where no row can be ticked. */
  readonly ticks: Ticks | null;
}

/** Column names; a press on a sortable one sorts by it, a second press turns the order. */
export function RecordsHead({ resource, sortBy, direction, ticks }: RecordsHeadProps): React.JSX.Element {
  const [search, setSearch] = useSearchParams();
  const sort = (column: string): void => {
    const next = new URLSearchParams(search);
    next.set('sortBy', column);
    next.set('direction', sortBy === column && direction === 'asc' ? 'desc' : 'asc');
    next.delete('page');
    setSearch(next);
  };
  return (
    <thead>
      <tr>
        {ticks ? (
          <th scope="col" className="w-tick">
            <TickAll {...ticks} />
          </th>
        ) : null}
        {resource.listProperties.map((property) => {
          const active = sortBy === property.propertyPath;
          const order = active ? (direction === 'asc' ? 'ascending' : 'descending') : undefined;
          const { label } = metaOf(property);
          return (
            <th key={property.propertyPath} scope="col" {...(order ? { 'aria-sort': order } : {})}>
              {property.isSortable ? (
                <button type="button" className="w-sort" onClick={() => sort(property.propertyPath)}>
                  {label}
                  <span aria-hidden="true">{active ? (direction === 'asc' ? '↑' : '↓') : '↕'}</span>
                </button>
              ) : (
                label
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
