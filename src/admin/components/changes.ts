import { useEffect, useRef } from 'react';

const target = new EventTarget();
const CHANGE = 'change';

/** Something was changed by a command: whatever is on screen may be out of date. */
export const announceChange = (): void => void target.dispatchEvent(new Event(CHANGE));

/** Calls back after each change. */
export function useChanges(changed: () => void): void {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const listen = (): void => latest.current();
    target.addEventListener(CHANGE, listen);
    return () => target.removeEventListener(CHANGE, listen);
  }, []);
}
