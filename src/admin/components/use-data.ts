import { useCallback, useEffect, useRef, useState } from 'react';

import { useChanges } from './changes.js';
import { fetchData, ProblemError, type Problem } from './api.js';

export interface Loaded<T> {
  readonly data: T | null;
  readonly problem: Problem | null;
  /** Asks again now. */
  readonly refresh: () => void;
}

const POLL_MS = 2000;

/** Calls back when the reader comes back to the window: others have worked meanwhile. */
function useReturn(returned: () => void): void {
  const latest = useRef(returned);
  latest.current = returned;
  useEffect(() => {
    const listen = (): void => latest.current();
    window.addEventListener('focus', listen);
    return () => window.removeEventListener('focus', listen);
  }, []);
}

/** How often it was asked again: by a press here, after each command, and when the reader comes back. */
function useAsking(isShown: boolean): { readonly asked: number; readonly refresh: () => void } {
  const [asked, setAsked] = useState(0);
  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  useChanges(refresh);
  useReturn(() => (isShown ? refresh() : undefined));
  return { asked, refresh };
}

/**
 * Page data of `GET /admin/data/<path>`. Asked again every two seconds (or as said) only while `isWorking(data)`, and
 * never while the tab is hidden, and once after each command and when the window is come back to; what is on screen stays when a later question fails.
 */
export function useData<T>(
  path: string,
  isWorking: (data: T) => boolean = () => false,
  pollMs = POLL_MS,
): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { asked, refresh } = useAsking(data !== null);
  const working = useRef(isWorking);
  working.current = isWorking;

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;
    let isRunning = false;
    const again = (): void => {
      timer = window.setTimeout(() => (document.hidden ? again() : void ask(true)), pollMs);
    };
    const ask = async (byItself = false): Promise<void> => {
      try {
        const fresh = await fetchData<T>(path, abort.signal, byItself);
        setData(fresh);
        setProblem(null);
        isRunning = working.current(fresh);
        if (isRunning) again();
      } catch (error) {
        if (abort.signal.aborted) return;
        setProblem(error instanceof ProblemError ? error.problem : null);
        if (isRunning) again();
      }
    };
    void ask();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [path, asked, pollMs]);

  return { data, problem, refresh };
}
