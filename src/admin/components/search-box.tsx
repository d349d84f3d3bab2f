import React, { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { PageMeta } from './column-meta.js';

/** A number as people read it out, with or without its letter. */
const NUMBER = /^(?:[a-z]-?)?\d+$/i;

/** Finds rows by the words a record is known by, or by its number. */
export function SearchBox({ column, number, label }: NonNullable<PageMeta['search']>): React.JSX.Element {
  const [search, setSearch] = useSearchParams();
  const keys = [column, ...(number ? [number] : [])].map((name) => `filters.${name}`);
  const held = keys.map((key) => search.get(key) ?? '').find((value) => value !== '') ?? '';
  const [typed, setTyped] = useState(held);
  useEffect(() => setTyped(held), [held]);
  const find = (event: React.FormEvent): void => {
    event.preventDefault();
    const wanted = typed.trim();
    const next = new URLSearchParams(search);
    for (const key of [...keys, 'page']) next.delete(key);
    const at = number && NUMBER.test(wanted) ? number : column;
    if (wanted !== '') next.set(`filters.${at}`, wanted);
    setSearch(next);
  };
  return (
    <form role="search" className="w-search" onSubmit={find}>
      <input
        type="search"
        aria-label={`Search by ${label}`}
        placeholder={`Search ${label.toLowerCase()}`}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}
