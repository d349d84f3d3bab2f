import React, { useEffect, useRef, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router-dom';

let shown: readonly (readonly [key: string, dialog: React.ReactNode])[] = [];
const listeners = new Set<() => void>();

function change(next: typeof shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

let opened = 0;

/** A dialog's key: it is open from now on, until it is hidden. */
export function openDialog(): string {
  const key = `dialog ${(opened += 1)}`;
  change([...shown, [key, null]]);
  return key;
}

export const hideDialog = (key: string): void => change(shown.filter(([other]) => other !== key));

/**
 * Draws an open dialog where it outlives its button: a page that is loaded again, and no longer offers what the
 * person is about to do, does not take what was typed with it.
 */
export function useOpenDialog(key: string | null, dialog: React.ReactNode): void {
  useEffect(() => {
    // A page that is drawn once more after its dialog was hidden does not open it again.
    if (shown.some(([other]) => other === key))
      change(shown.map((one) => (one[0] === key ? ([key, dialog] as const) : one)));
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where open dialogs are drawn, once, outside every page; another page closes them. */
export function OpenDialogs(): React.JSX.Element {
  const dialogs = useSyncExternalStore(subscribe, () => shown);
  const { pathname } = useLocation();
  const at = useRef(pathname);
  useEffect(() => {
    if (at.current !== pathname) change([]);
    at.current = pathname;
  }, [pathname]);
  return (
    <>
      {dialogs.map(([key, dialog]) => (
        <React.Fragment key={key}>{dialog}</React.Fragment>
      ))}
    </>
  );
}
