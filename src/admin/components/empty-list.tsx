import React from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ResourceJSON } from 'adminjs';

import { stateWords } from './badge.js';

/** An empty list says why it is empty, and what brings rows. */
export function EmptyList({ resource }: { readonly resource: ResourceJSON }): React.JSX.Element {
  const [search, setSearch] = useSearchParams();
  const filtered = [...search.keys()].some((key) => key.startsWith('filters.'));
  return (
    <div className="w-empty">
      <p className="w-empty-title">
        {filtered ? 'Nothing matches these filters' : `No ${stateWords(resource.id).toLowerCase()} yet`}
      </p>
      {filtered ? (
        <button type="button" className="w-button" onClick={() => setSearch({})}>
          Show all
        </button>
      ) : null}
    </div>
  );
}
