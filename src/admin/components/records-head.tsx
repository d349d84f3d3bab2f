import React from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RecordsTableHeaderProps } from 'adminjs';

import { metaOf } from './column-meta.js';

/** Column names; a press on a sortable one sorts by it, a second press turns the order. */
export default function RecordsHead(props: RecordsTableHeaderProps): React.JSX.Element {
  const { properties, sortBy, direction } = props;
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
        {properties.map((property) => {
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
