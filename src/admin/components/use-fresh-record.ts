import { useEffect, useState } from 'react';
import type { RecordJSON } from 'adminjs';

import { fetchPanel, ProblemError } from './api.js';
import { useChanges } from './changes.js';

/** A record as AdminJS has loaded it, and loaded again after each change; it stays as it was where that fails. */
export function useFreshRecord(list: string, loaded: RecordJSON | undefined): RecordJSON | undefined {
  const [fresh, setFresh] = useState(loaded);
  const [asked, setAsked] = useState(0);
  useChanges(() => setAsked((count) => count + 1));
  useEffect(() => setFresh(loaded), [loaded]);
  const id = loaded === undefined ? null : String(loaded.id);
  useEffect(() => {
    if (asked === 0 || id === null) return undefined;
    const abort = new AbortController();
    fetchPanel<{ readonly record: RecordJSON }>(
      `resources/${list}/records/${encodeURIComponent(id)}/show`,
      abort.signal,
    )
      .then(({ record }) => setFresh(record))
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError) && !abort.signal.aborted) throw error;
      });
    return () => abort.abort();
  }, [list, id, asked]);
  return fresh?.id === loaded?.id ? fresh : loaded;
}
