import { useContext, useEffect, useState } from 'react';

import type { Reference, References } from '../references-view.js';
import { fetchData, ProblemError } from './api.js';
import { FormOf } from './form-of.js';

/** A pause in typing after which the server is asked. */
const PAUSE_MS = 150;

export interface Choices extends References {
  /** What was typed has been asked for, and this is the answer. */
  readonly isSettled: boolean;
  readonly problem: string | null;
  readonly showMore: () => void;
}

interface Asked {
  readonly typed: string;
  readonly page: number;
}
interface Answer extends References {
  readonly typed: string;
  readonly problem: string | null;
}
const nothing: Answer = { typed: '', items: [], more: false, problem: null };

/** The records that a field may name and that what is typed finds; asked for only while `isOpen`. */
export function useReferences(list: string, typed: string, isOpen: boolean): Choices {
  const address = useAddress(list);
  const [asked, setAsked] = useState<Asked>({ typed, page: 1 });
  const [answer, setAnswer] = useState<Answer | null>(null);
  const page = asked.typed === typed ? asked.page : 1;
  const path = address({ q: typed, page: String(page) });
  useEffect(() => {
    if (!isOpen) return undefined;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const found = await fetchData<References>(path, abort.signal);
        setAnswer((held) => ({ ...merged(page > 1 ? held : null, found), typed, problem: null }));
      } catch (error) {
        if (abort.signal.aborted) return;
        setAnswer({ ...nothing, typed, problem: error instanceof ProblemError ? error.message : 'Failed.' });
      }
    };
    const timer = window.setTimeout(() => void ask(), typed === '' || page > 1 ? 0 : PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [path, typed, page, isOpen]);
  const { items, more, problem } = answer ?? nothing;
  const isSettled = answer?.typed === typed;
  return { items, more, problem, isSettled, showMore: () => setAsked({ typed, page: page + 1 }) };
}

function merged(before: References | null, found: References): References {
  const known = new Set(before?.items.map(({ id }) => id));
  const items = [...(before?.items ?? []), ...found.items.filter(({ id }) => !known.has(id))];
  return { items, more: found.more };
}

/** The record that a field names already, in words; null while it is not known. */
export function useNamed(list: string, id: string): Reference | null {
  const address = useAddress(list);
  const [named, setNamed] = useState<Reference | null>(null);
  const path = id === '' ? null : address({ id });
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    fetchData<References>(path, abort.signal)
      .then(({ items: [item] }) => setNamed(item ?? null))
      .catch(() => undefined);
    return () => abort.abort();
  }, [path]);
  return named?.id === id ? named : null;
}

function useAddress(list: string): (query: Readonly<Record<string, string>>) => string {
  const { command, subjectId } = useContext(FormOf);
  const except = subjectId === null ? {} : { except: subjectId };
  return (query) =>
    `references/${encodeURIComponent(command)}/${encodeURIComponent(list)}?${new URLSearchParams({ ...query, ...except })}`;
}
