import { useEffect, useRef } from 'react';

import { announceChange } from './changes.js';
import { useData } from './use-data.js';

interface Pulse {
  /** The newest entry of the customer's history. */
  readonly newest: string | null;
}

const EVERY_MS = 4000;
const always = (): boolean => true;

/** Whatever happens to a customer elsewhere, by their own hand or a worker's, brings the page up to date. */
export function usePulse(customerId: string): void {
  const { data } = useData<Pulse>(`customers/${encodeURIComponent(customerId)}/pulse`, always, EVERY_MS);
  const known = useRef<string | null | undefined>(undefined);
  const newest = data?.newest;
  useEffect(() => {
    if (newest === undefined || newest === known.current) return;
    const isFirst = known.current === undefined;
    known.current = newest;
    if (!isFirst) announceChange();
  }, [newest]);
}
