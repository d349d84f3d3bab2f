import { useEffect, useState } from 'react';

import { fetchData, ProblemError } from './api.js';

/**
 * Page data of `GET /admin/data/<path>`, asked once typing has stopped for so long. null without a path, and until
 * there is an answer; what cannot be answered leaves what is on screen.
 */
export function useSettled<T>(path: string | null, settledMs: number): T | null {
  const [data, setData] = useState<T | null>(null);
  useEffect(() => {
    if (path === null) {
      setData(null);
      return undefined;
    }
    const abort = new AbortController();
    const ask = (): Promise<void> =>
      fetchData<T>(path, abort.signal)
        .then(setData)
        .catch((error: unknown) => {
          // Saving looks again; a form is not stopped by what only helps to fill it.
          if (!(error instanceof ProblemError) && !abort.signal.aborted) throw error;
        });
    const timer = window.setTimeout(() => void ask(), settledMs);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [path, settledMs]);
  return data;
}
