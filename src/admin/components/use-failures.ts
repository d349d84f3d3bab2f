import { useEffect, useState } from 'react';

import type { Problem } from './api.js';

/** Failures in a row: not refusals, which are answers. */
export interface Failures {
  readonly count: number;
  /** Milliseconds since the epoch, of the first of them. */
  readonly since: number;
}

const NONE: Failures = { count: 0, since: 0 };

/** No answer, or an answer that the server failed. */
const isFailure = ({ status }: Problem): boolean => status === 0 || status >= 500;

/** Counts how often in a row something failed; a refusal begins anew, and so does `settled`. */
export function useFailures(problem: Problem | null): Failures & { readonly settled: () => void } {
  const [failures, setFailures] = useState<Failures>(NONE);
  // A problem is cleared before each try, so that the same one again is another.
  useEffect(() => {
    if (problem === null) return;
    setFailures(({ count, since }) =>
      isFailure(problem) ? { count: count + 1, since: count === 0 ? Date.now() : since } : NONE,
    );
  }, [problem]);
  return { ...failures, settled: () => setFailures(NONE) };
}
