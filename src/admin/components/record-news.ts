import { useSyncExternalStore } from 'react';

const states = new Map<string, string>();
const listeners = new Set<() => void>();

/** Tells the page's head that a record has moved on since the page was opened. */
export function tellState(id: string, state: string): void {
  if (states.get(id) === state) return;
  states.set(id, state);
  for (const listener of listeners) listener();
}

/** The state a record was last seen in, by whatever follows it; undefined when nothing does. */
export const useNewState = (id: string | null): string | undefined =>
  useSyncExternalStore(subscribe, () => (id === null ? undefined : states.get(id)));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
