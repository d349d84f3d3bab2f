import React from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ResourceJSON } from 'adminjs';

import { stateWords } from './badge.js';
import { panel } from './panel-global.js';

/** An empty list says why it is empty, and what brings rows. */
export function EmptyList({ resource }: { readonly resource: ResourceJSON }): React.JSX.Element {
  const [search, setSearch] = useSearchParams();
  const filtered = [...search.keys()].some((key) => key.startsWith('filters.'));
  return (
    <div className="w-empty">
      <p className="w-empty-title">
        {filtered ? 'Nothing matches these filters' : `No ${listWords(resource.id)} yet`}
      </p>
      {filtered ? (
        <button type="button" className="w-button" onClick={() => setSearch({})}>
          Show all
        </button>
      ) : null}
    </div>
  );
}

/** As the side bar calls it, within a sentence: "API keys". */
function listWords(id: string): string {
  const entries = panel().navigation.flatMap(({ items }) => items);
  const label = entries.find(({ href }) => href.endsWith(`/resources/${id}`))?.label ?? stateWords(id);
  return label.replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
}
